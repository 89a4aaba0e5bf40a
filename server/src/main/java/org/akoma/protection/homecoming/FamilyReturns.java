package org.akoma.protection.homecoming;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.placement.Homes;
import org.akoma.protection.placement.Placement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Children's ways home, within the country and across borders. One runs at a time for a child. A border lies between the country of the place
 * where the child is and the one it goes to, whatever is typed; it opens by the receiving authority's own answer to a referral, or, where none
 * of its people is at work here, by an attached letter that a supervisor confirmed (T14).
 */
@Service
public class FamilyReturns {

    static final String KIND = "BORDER";

    private final FamilyReturnStore store;
    private final Homes places;
    private final CaseWork work;
    private final BorderPapers papers;
    private final Decisions decisions;
    private final Departures departures;
    private final Resumptions resumptions;
    private final Journeys journeys;
    private final ProposedWords words;

    FamilyReturns(
            FamilyReturnStore store,
            Homes places,
            CaseWork work,
            BorderPapers papers,
            Decisions decisions,
            Departures departures,
            Resumptions resumptions,
            Journeys journeys,
            ProposedWords words) {
        this.words = words;
        this.journeys = journeys;
        this.store = store;
        this.places = places;
        this.work = work;
        this.papers = papers;
        this.decisions = decisions;
        this.departures = departures;
        this.resumptions = resumptions;
    }

    /** What waits for a supervisor about this return: its letter of acceptance, who travels, or that it goes on; null = nothing does. */
    @Nullable
    Decision waiting(Actor actor, UUID homecoming) {
        return work.as(
                        actor,
                        () -> decisions
                                .waiting(KIND, homecoming)
                                .or(() -> decisions.waiting(Journeys.KIND, homecoming))
                                .or(() -> decisions.waiting(Resumptions.KIND, homecoming)))
                .orElse(null);
    }

    /** The letter of this return that a supervisor refused last, as long as none was asked for since; null = none was. */
    @Nullable
    Decision refused(Actor actor, UUID homecoming) {
        return work.as(actor, () -> decisions.of(KIND, homecoming).stream().findFirst())
                .filter(last -> last.state() == Decision.State.REFUSED)
                .orElse(null);
    }

    /** Documents of the file among which the letter of acceptance may be. */
    public List<BorderPapers.Paper> papers(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.PLACEMENT,
                        file -> papers.of(file).stream()
                                .filter(BorderPapers.Paper::isLetter)
                                .toList())
                .orElse(List.of());
    }

    /** Authorities of the country of return that answer referrals by their own account, so that a letter is not taken instead. */
    List<String> authorities(Actor actor, String code, FamilyReturn way) {
        return work.peek(actor, code, Section.PLACEMENT, file -> departures.authorities(file, way.toCountry()))
                .orElse(List.of());
    }

    /** Whether two people agreed to the home to which this return leads. */
    boolean mayDepart(Actor actor, String code, FamilyReturn way) {
        return work.peek(actor, code, Section.PLACEMENT, file -> store.homeAgreed(file.id(), way))
                .orElse(false);
    }

    /** Whether the child, who is on the way, comes to no home: a danger was reported since two people agreed to it. */
    boolean arrivesIntoDanger(Actor actor, String code, FamilyReturn way) {
        return work.peek(actor, code, Section.PLACEMENT, file -> departures.arrivesIntoDanger(file, way))
                .orElse(false);
    }

    /** Whether the child lives in a place that is known. */
    boolean hasPlace(Actor actor, String code) {
        return work.peek(actor, code, Section.PLACEMENT, file -> places.in(file.id(), Placement.State.CURRENT))
                .flatMap(found -> found)
                .isPresent();
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<FamilyReturn>> of(Actor actor, String code) {
        return work.read(actor, code, Section.PLACEMENT, "cases.homecoming-read", file -> store.of(file.id()));
    }

    public Outcome<FamilyReturn> plan(Actor actor, String code, PlanReturn command) {
        return plan(actor, code, command, null);
    }

    /**
     * Plans the way home or takes it a step further. An acceptance across a border by a letter is only asked for by it: the return stays as it
     * was until a supervisor confirms, see {@link #waiting}.
     *
     * @param letter the attached document by which the other side accepted; null = none, or it answered a referral itself
     */
    public Outcome<FamilyReturn> plan(Actor actor, String code, PlanReturn command, @Nullable UUID letter) {
        return work.once(
                actor,
                code,
                Verb.PLACEMENT_WRITE,
                Section.PLACEMENT,
                new Once<>(
                        command.id(),
                        command,
                        file -> command.version() == null ? store.find(file.id(), command.id()) : Optional.empty()),
                file -> command.version() == null
                        ? plan(actor, file, command)
                        : move(actor, file, command, command.version(), letter));
    }

    /** Where the child goes to, exactly; the reading is journalled. Empty where it does not exist for the actor. */
    public Optional<String> address(Actor actor, String code, UUID homecoming) {
        Outcome<Optional<String>> read = work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.address-revealed",
                file -> store.find(file.id(), homecoming).map(way -> way.words().address()));
        return read instanceof Outcome.Done<Optional<String>>(var found) ? found : Optional.empty();
    }

    private Outcome<FamilyReturn> plan(Actor actor, CaseFile file, PlanReturn command) {
        if (store.of(file.id()).stream().anyMatch(FamilyReturn::runs))
            return Outcome.Refused.because("state", "cases.homecoming-runs");
        FieldError closes = departures.closes(file);
        if (closes != null) return new Outcome.Refused<>(closes);
        boolean border = !command.toCountry().equals(from(file));
        FamilyReturn planned = new FamilyReturn(
                command.id(),
                command.toCountry(),
                border,
                command.travelMode(),
                FamilyReturn.State.PLANNED,
                null,
                null,
                null,
                null,
                null,
                command.words(),
                actor.personId(),
                1);
        FamilyReturn wanted = planned.moved(command, 1);
        FieldError why = planned.refusal(wanted, work.today());
        if (why == null) why = closed(file, wanted, null);
        if (why != null) return new Outcome.Refused<>(why);
        List<FieldError> bars = planned.departsWith(wanted) ? departures.obstacles(file, wanted) : List.of();
        if (!bars.isEmpty()) return new Outcome.Refused<>(bars);
        store.insert(file.id(), wanted);
        departures.stopped(actor, file, null, wanted);
        if (planned.departsWith(wanted)) departures.left(actor, file, wanted);
        return noted(file, planned.id());
    }

    /** The country of the place where the child is. */
    private String from(CaseFile file) {
        return places.countryNow(file.id()).orElse(file.country());
    }

    /** Why a border is closed to this step; null when it is open, or there is none. */
    private @Nullable FieldError closed(CaseFile file, FamilyReturn wanted, @Nullable UUID letter) {
        if (!wanted.crosses() || store.borderAccepted(file.id(), wanted.id(), wanted.toCountry())) return null;
        if (wanted.state() != FamilyReturn.State.ACCEPTED)
            return FieldError.of("state", "cases.no-departure-unaccepted");
        List<String> here = departures.authorities(file, wanted.toCountry());
        if (!here.isEmpty()) return FieldError.of("document", "cases.border-answers-here", String.join(", ", here));
        if (letter == null) return FieldError.of("document", "cases.border-letter");
        return isThere(file, letter) ? null : FieldError.of("document", "cases.no-such-letter");
    }

    /** A letter of acceptance of this file that was not withdrawn. */
    private boolean isThere(CaseFile file, UUID letter) {
        return papers.of(file).stream().anyMatch(paper -> paper.id().equals(letter) && paper.isLetter());
    }

    private Outcome<FamilyReturn> move(
            Actor actor, CaseFile file, PlanReturn command, int version, @Nullable UUID letter) {
        FamilyReturn before = store.find(file.id(), command.id()).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        boolean border =
                before.crossBorder() || before.isAhead() && !before.toCountry().equals(from(file));
        FamilyReturn wanted = before.moved(command, version).across(border);
        Outcome<FamilyReturn> stale = Outcome.Stale.between(before, wanted, FamilyReturn::fields);
        if (before.version() != version) return stale;
        boolean accepted = store.borderAccepted(file.id(), wanted.id(), wanted.toCountry());
        boolean travels = accepted && border && before.isAhead() && before.travelsOtherwise(wanted);
        FieldError why = refusal(file, before, wanted, command, accepted, letter);
        if (why == null) why = journeys.refusal(before, wanted, travels);
        if (why != null) return new Outcome.Refused<>(why);
        if (travels) return travel(actor, file, before, wanted);
        if (before.liftsGrave(wanted)) return resumptions.ask(actor, file, before, wanted);
        if (wanted.crosses() && !accepted && !before.isGone())
            return ask(actor, file, written(file, before, wanted.words()), wanted, letter, null);
        List<FieldError> bars = before.departsWith(wanted) ? departures.obstacles(file, wanted) : List.of();
        if (!bars.isEmpty()) return new Outcome.Refused<>(bars);
        boolean arrives = before.arrivesWith(wanted);
        why = arrives ? departures.arrivalRefusal(file, wanted) : null;
        if (why != null) return new Outcome.Refused<>(why);
        if (!store.update(file.id(), wanted)) return stale;
        if (arrives) departures.arrived(actor, file, wanted);
        if (before.turnsBackWith(wanted)) departures.turnedBack(actor, file, wanted);
        departures.stopped(actor, file, before, wanted);
        if (before.departsWith(wanted)) departures.left(actor, file, wanted);
        else if (before.isAcceptedWith(wanted)) departures.border(actor, file, wanted);
        return noted(file, before.id());
    }

    /** The rest of the step is taken, with the journey as it was. */
    private Outcome<FamilyReturn> travel(Actor actor, CaseFile file, FamilyReturn before, FamilyReturn wanted) {
        FamilyReturn now = wanted.with(wanted.words().with(before.words().journey()));
        if (!now.equals(before)) {
            store.update(file.id(), now);
            if (before.isAcceptedWith(wanted)) departures.border(actor, file, wanted);
            now = store.find(file.id(), before.id()).orElseThrow();
        }
        return journeys.ask(actor, file, now, wanted.words().journey());
    }

    /** What was typed with the acceptance is kept before it is asked for: the supervisor agrees to these words. */
    private FamilyReturn written(CaseFile file, FamilyReturn before, FamilyReturn.SealedText words) {
        if (before.words().equals(words) || !store.update(file.id(), before.with(words))) return before;
        return store.find(file.id(), before.id()).orElseThrow();
    }

    private @Nullable FieldError refusal(
            CaseFile file,
            FamilyReturn before,
            FamilyReturn wanted,
            PlanReturn command,
            boolean accepted,
            @Nullable UUID letter) {
        if (!command.toCountry().equals(before.toCountry()))
            return FieldError.of("toCountry", "cases.homecoming-other-country");
        FieldError why = before.refusal(wanted, work.today());
        if (why == null) why = before.rewritten(wanted, accepted);
        if (why == null && before.liftsGrave(wanted) && wanted.crosses() && !accepted)
            why = FieldError.of("state", "cases.resume-planned-first");
        return why != null || before.isGone() ? why : closed(file, wanted, letter);
    }

    /**
     * Asks a supervisor to confirm an acceptance that has no letter, because it was given before this installation was in use and comes from a
     * scenario or an older register.
     *
     * @param why what the source says of it
     */
    public Outcome<FamilyReturn> acceptedBefore(Actor actor, String code, PlanReturn command, String why) {
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            FamilyReturn before = store.find(file.id(), command.id()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            FieldError no = before.refusal(before.moved(command, before.version()), work.today());
            return no != null
                    ? new Outcome.Refused<>(no)
                    : ask(actor, file, before, before.moved(command, before.version()), null, why);
        });
    }

    private Outcome<FamilyReturn> ask(
            Actor actor,
            CaseFile file,
            FamilyReturn before,
            FamilyReturn wanted,
            @Nullable UUID letter,
            @Nullable String why) {
        if (decisions.waitsOfAnother(KIND, before.id()))
            return Outcome.Refused.because("state", Decisions.WAITS_OF_ANOTHER);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("toCountry", before.toCountry());
        fields.put("acceptedBy", wanted.acceptedBy());
        fields.put("acceptedOn", wanted.acceptedOn());
        fields.putAll(before.words().journey().fields());
        fields.put("document", letter == null ? null : "/cases/" + file.code() + "/attachments/" + letter);
        FamilyReturn accepted = before.accepted(wanted.acceptedBy(), wanted.acceptedOn());
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), before.id(), before.version())
                        .because(why)
                        .restingOn(letter)
                        .with(Proposed.sideBySide(Map.of(), fields))
                        .writing(FamilyReturnStore.columns(
                                accepted,
                                words.seal(file, FamilyReturnStore.SEAL_CONTEXT, FamilyReturnStore.sealed(accepted)))));
        work.note(file, Section.PLACEMENT, "cases.border-asked", Map.of("to", before.toCountry()));
        return new Outcome.Done<>(before);
    }

    /** Whether it, or what would be written of it, is not as it was proposed any more. */
    static boolean isChanged(
            ProposedWords words, CaseFile file, Decision decision, FamilyReturn before, FamilyReturn wanted) {
        return before.version() != decision.version()
                || !words.say(
                        file,
                        decision,
                        ProposedWords.SEALED,
                        FamilyReturnStore.SEAL_CONTEXT,
                        FamilyReturnStore.sealed(wanted));
    }

    /** A supervisor who did not ask for it confirms that the other side has accepted in writing. */
    public Outcome<FamilyReturn> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            FamilyReturn before = store.find(file.id(), decision.subject()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            FamilyReturn wanted = accepted(before, decision);
            if (agreed && isChanged(words, file, decision, before, wanted))
                return Outcome.Refused.because("decision", "access.decision-changed");
            UUID letter = letterOf(decision);
            if (agreed && letter != null && !isThere(file, letter))
                return Outcome.Refused.because("decision", "cases.letter-gone");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.take(wanted, decision.id());
            if (agreed) departures.border(actor, file, before);
            return noted(file, before.id());
        });
    }

    private static @Nullable UUID letterOf(Decision decision) {
        String address = Proposed.text(decision, "document");
        return address == null ? null : UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
    }

    /** The same for who knows the return and not the decision. */
    public Outcome<FamilyReturn> confirm(Actor actor, String code, UUID homecoming) {
        Decision waiting =
                work.as(actor, () -> decisions.waiting(KIND, homecoming)).orElse(null);
        return waiting == null
                ? Outcome.Refused.because("decision", "cases.nothing-waits")
                : decide(actor, code, waiting, true, null);
    }

    private static FamilyReturn accepted(FamilyReturn before, Decision decision) {
        String on = Proposed.text(decision, "acceptedOn");
        return before.accepted(Proposed.text(decision, "acceptedBy"), on == null ? null : LocalDate.parse(on));
    }

    private Outcome<FamilyReturn> noted(CaseFile file, UUID homecoming) {
        FamilyReturn now = store.find(file.id(), homecoming).orElseThrow();
        work.note(
                file,
                Section.PLACEMENT,
                "cases.homecoming-changed",
                Map.of("state", now.state().name()));
        return new Outcome.Done<>(now);
    }
}
