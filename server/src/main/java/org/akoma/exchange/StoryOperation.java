package org.akoma.exchange;

import static org.akoma.exchange.StoryCare.later;
import static org.akoma.exchange.StoryCast.at;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.akoma.access.Actor;
import org.akoma.access.Role;
import org.akoma.operations.AddFigure;
import org.akoma.operations.AddSite;
import org.akoma.operations.DecideScreening;
import org.akoma.operations.LinkVictim;
import org.akoma.operations.Measure;
import org.akoma.operations.MoveOperation;
import org.akoma.operations.MoveSuspect;
import org.akoma.operations.Operation;
import org.akoma.operations.OperationStatus;
import org.akoma.operations.Operations;
import org.akoma.operations.PlanOperation;
import org.akoma.operations.PublishedValue;
import org.akoma.operations.RecordSuspect;
import org.akoma.operations.ScreenPerson;
import org.akoma.operations.Screened;
import org.akoma.operations.ScreeningStatus;
import org.akoma.operations.Screenings;
import org.akoma.operations.Suspect;
import org.akoma.operations.SuspectStatus;
import org.akoma.operations.Suspects;
import org.akoma.slips.SignSlip;
import org.akoma.slips.SlipContent;
import org.akoma.slips.Slips;
import org.akoma.slips.WriteSlip;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The police's part of a scenario: the operation, everybody met, the slips, the suspects, and what was published. */
@Component
class StoryOperation {

    private static final Map<String, Measure> MEASURES = Map.of(
            "children", Measure.CHILDREN,
            "officers", Measure.OFFICERS,
            "arrested", Measure.ARRESTED,
            "referredToCourt", Measure.REFERRED);

    private final Operations operations;
    private final Screenings screenings;
    private final Suspects suspects;
    private final Slips slips;

    StoryOperation(Operations operations, Screenings screenings, Suspects suspects, Slips slips) {
        this.operations = operations;
        this.screenings = screenings;
        this.suspects = suspects;
        this.slips = slips;
    }

    /** @return case code to slip number; it fills while the timeline runs, as the slips are signed */
    Map<String, String> tell(Story story, StoryIds ids, StoryCast cast, Timeline timeline) {
        Map<String, String> numbers = new HashMap<>();
        Story.Rescue rescue = story.rescue();
        Instant planned = morning(rescue.start().minusDays(3));
        if (!timeline.hasCome(planned)) return numbers;
        Actor lead = cast.actor(cast.first(Role.LE_COORDINATOR).code(), planned);
        Operation operation = at(planned, () -> planned(story, ids, lead));
        Telling telling = new Telling(story, ids, cast, timeline, operation, lead, met(lead, operation));
        timeline.at(
                earlier(morning(rescue.start()), first(story)), () -> move(lead, operation, OperationStatus.RUNNING));
        screenChildren(telling, numbers);
        screenOthers(telling);
        suspects(telling);
        published(telling);
        Instant over = later(morning(rescue.end().plusDays(1)), last(story).plusSeconds(60));
        timeline.at(over, () -> move(lead, operation, OperationStatus.CLOSED));
        return numbers;
    }

    /**
     * What the acts of one operation need.
     *
     * @param met whom an earlier replay has recorded, in the order of meeting
     */
    private record Telling(
            Story story,
            StoryIds ids,
            StoryCast cast,
            Timeline timeline,
            Operation operation,
            Actor lead,
            Queue<Screened> met) {}

    private Operation planned(Story story, StoryIds ids, Actor lead) {
        Story.Rescue rescue = story.rescue();
        operations.plan(
                lead, new PlanOperation(ids.of("operation", rescue.code()), rescue.code(), StoryPlan.of(story)));
        for (Story.Site site : rescue.sites())
            operations.addSite(
                    lead,
                    new AddSite(rescue.code(), site.code(), site.sector() == null ? "OTHER" : site.sector(), null));
        return current(lead, rescue.code());
    }

    /** Looked up among all, which leaves no trace: nobody of the story has opened it. */
    private Operation current(Actor lead, String code) {
        return operations.list(lead, null, 1_000).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(code + " could not be planned"));
    }

    private Queue<Screened> met(Actor lead, Operation operation) {
        List<Screened> known = new ArrayList<>(screenings.list(lead, operation, null, 100_000));
        known.sort(Comparator.comparing((Screened one) -> one.code().length()).thenComparing(Screened::code));
        return new ArrayDeque<>(known);
    }

    private void move(Actor lead, Operation planned, OperationStatus to) {
        Operation now = current(lead, planned.code());
        if (now.status().ordinal() + 1 == to.ordinal())
            operations.move(lead, new MoveOperation(now.code(), now.version(), to));
    }

    /** Each child is met, presumed a victim, handed over with a slip, and confirmed when the operation ends. */
    private void screenChildren(Telling t, Map<String, String> numbers) {
        List<Story.Child> found = t.story().children().stream()
                .sorted(Comparator.comparing(Story.Child::foundAt).thenComparing(Story.Child::code))
                .toList();
        Map<String, Integer> perSite = new HashMap<>();
        for (int n = 0; n < found.size(); n++) {
            Story.Child child = found.get(n);
            Actor officer = officer(t, n, child.foundAt());
            String site =
                    child.site() == null ? t.story().rescue().sites().getFirst().code() : child.site();
            int number = perSite.merge(site, 1, Integer::sum);
            t.timeline().at(child.foundAt(), () -> meet(t, child, officer, site, numbers));
            t.timeline().at(child.handedAt(), () -> numbers.put(child.code(), slip(t, child, officer, site, number)));
        }
    }

    private void meet(Telling t, Story.Child child, Actor officer, String site, Map<String, String> numbers) {
        Screened person = screened(
                t,
                officer,
                new ScreenPerson(
                        t.operation().code(),
                        site,
                        child.foundAt(),
                        Screened.Appears.CHILD,
                        child.sex(),
                        child.age(),
                        null));
        decide(
                t,
                officer,
                person,
                ScreeningStatus.PRESUMED_VICTIM,
                t.story().links().get(child.code()),
                null);
        t.timeline().at(later(over(t), child.handedAt()), () -> {
            String slip = numbers.get(child.code());
            decide(t, t.lead(), person, ScreeningStatus.CONFIRMED_VICTIM, null, slip);
        });
    }

    /** Those who were met and are no victims: the scenario tells how many, not who. */
    private void screenOthers(Telling t) {
        Instant when = t.story().rescue().screenedAt();
        List<Story.Site> sites = t.story().rescue().sites();
        int n = t.story().children().size();
        for (Map.Entry<String, Integer> outcome : t.story().rescue().outcomes().entrySet()) {
            if (outcome.getKey().contains("CONFIRMED")) continue;
            boolean adult = outcome.getKey().contains("ADULT");
            for (int i = 0; i < outcome.getValue(); i++, n++) {
                Actor officer = officer(t, n, when);
                ScreenPerson met = new ScreenPerson(
                        t.operation().code(),
                        sites.get(n % sites.size()).code(),
                        when,
                        adult ? Screened.Appears.ADULT : Screened.Appears.CHILD,
                        "U",
                        adult ? 18 : 17,
                        null);
                ScreeningStatus status = adult ? ScreeningStatus.ADULT : ScreeningStatus.NOT_A_VICTIM;
                t.timeline().at(when, () -> {
                    Screened person = screened(t, officer, met);
                    t.timeline().at(over(t), () -> decide(t, t.lead(), person, status, null, null));
                });
            }
        }
    }

    /** Officers of the operation turn by turn; where it has none, the coordinator. */
    private static Actor officer(Telling t, int n, Instant when) {
        Set<String> police = StoryPlan.police(t.story());
        List<Story.Somebody> some = t.cast().all(Role.LE_OFFICER).stream()
                .filter(one -> police.contains(one.structure()))
                .toList();
        return some.isEmpty()
                ? t.lead()
                : t.cast().actor(some.get(n % some.size()).code(), when);
    }

    /** People are met in one order, so the next one an earlier replay has recorded is this one. */
    private Screened screened(Telling t, Actor officer, ScreenPerson met) {
        Screened known = t.met().poll();
        if (known != null) return known;
        ScreenPerson.Result result = screenings.screen(officer, met);
        if (result instanceof ScreenPerson.Result.Recorded(Screened person)) return person;
        throw new IllegalStateException("A person could not be recorded: " + result);
    }

    private void decide(
            Telling t,
            Actor who,
            Screened person,
            ScreeningStatus status,
            @Nullable String reference,
            @Nullable String slip) {
        if (person.decisions().stream().anyMatch(made -> made.status() == status)) return;
        screenings.decide(
                who,
                new DecideScreening(t.operation().code(), person.code(), status, who.organisation(), reference, slip));
    }

    private static Instant over(Telling t) {
        return t.story().rescue().end().atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private String slip(Telling t, Story.Child child, Actor officer, String site, int number) {
        Actor worker = t.cast().actor(child.worker(), child.handedAt());
        SlipContent content = new SlipContent(
                site,
                child.foundAt(),
                child.handedAt(),
                null,
                new SlipContent.Receiver(
                        worker.personId(), worker.code(), worker.organisationId(), worker.organisation()),
                number,
                child.sex(),
                child.age(),
                false,
                null,
                "TIRED_HUNGRY",
                "");
        WriteSlip write =
                new WriteSlip(t.ids().of("slip", child.code()), t.operation().code(), content);
        WriteSlip.Result written = slips.write(officer, write);
        if (!(written instanceof WriteSlip.Result.Written(var slip)))
            throw new IllegalStateException("A slip could not be written: " + written);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        return slip.number();
    }

    private void suspects(Telling t) {
        Map<String, Suspect> known = new HashMap<>();
        suspects.list(t.lead(), t.operation(), null, 100_000).forEach(one -> known.put(one.code(), one));
        for (Story.Suspect one : t.story().suspects()) {
            LocalDate facts = facts(t.story(), one);
            t.timeline().at(noon(facts), () -> suspects.record(t.lead(), record(t, one, facts)));
            proceed(t, one, facts, known.get(one.code()));
        }
        t.story().suspectsOfVictim().forEach((victim, linked) -> {
            LinkVictim link = new LinkVictim(t.operation().code(), victim, Set.copyOf(linked));
            if (!linked.stream().allMatch(code -> isLinked(known.get(code), victim)))
                t.timeline().at(linked(t.story(), linked), () -> suspects.link(t.lead(), link));
        });
    }

    private static boolean isLinked(@Nullable Suspect known, String victim) {
        return known != null && known.victims().contains(victim);
    }

    /** When everybody concerned is known: after the operation, the last hand-over and the last arrest. */
    private static Instant linked(Story story, List<String> suspects) {
        Instant known = story.suspects().stream()
                .filter(one -> suspects.contains(one.code()))
                .map(one -> noon(facts(story, one)))
                .reduce(morning(story.rescue().end().plusDays(1)), StoryCare::later);
        return later(known, last(story)).plusSeconds(1);
    }

    private static LocalDate facts(Story story, Story.Suspect one) {
        return one.arrested() == null ? story.rescue().start() : one.arrested();
    }

    private static RecordSuspect record(Telling t, Story.Suspect one, LocalDate facts) {
        return new RecordSuspect(
                t.operation().code(),
                one.code(),
                one.role() == null ? "OTHER" : one.role(),
                facts,
                one.arrested(),
                null,
                false,
                new Suspect.Identity(null, null, null));
    }

    private void proceed(Telling t, Story.Suspect one, LocalDate arrested, @Nullable Suspect known) {
        LocalDate referred = one.referred() == null ? arrested : one.referred();
        proceed(t, one, SuspectStatus.UNDER_INVESTIGATION, referred, one.referred(), known);
        LocalDate on = one.statusOn();
        if (one.status() == null || on == null) return;
        SuspectStatus status = SuspectStatus.valueOf(one.status());
        if (status != SuspectStatus.UNDER_INVESTIGATION) proceed(t, one, status, on, null, known);
    }

    private void proceed(
            Telling t,
            Story.Suspect one,
            SuspectStatus status,
            LocalDate since,
            @Nullable LocalDate referred,
            @Nullable Suspect known) {
        if (known != null && known.proceedings().stream().anyMatch(step -> step.status() == status)) return;
        boolean atLiberty = Boolean.TRUE.equals(one.atLiberty());
        t.timeline()
                .at(
                        noon(since),
                        () -> suspects.move(
                                t.lead(),
                                new MoveSuspect(t.operation().code(), one.code(), status, atLiberty, since, referred)));
    }

    private void published(Telling t) {
        Instant when = morning(t.story().rescue().end().plusDays(1));
        for (Story.Figure figure : t.story().rescue().figures())
            figure.values().forEach((what, text) -> {
                Optional<PublishedValue> value = PublishedValue.parse(text);
                Measure measure = MEASURES.get(what);
                if (measure != null && value.isPresent())
                    t.timeline()
                            .at(
                                    when,
                                    () -> operations.addFigure(
                                            t.lead(),
                                            new AddFigure(
                                                    t.operation().code(),
                                                    figure.source(),
                                                    null,
                                                    measure,
                                                    value.get(),
                                                    null)));
            });
    }

    private static Instant first(Story story) {
        return story.children().stream()
                .map(Story.Child::foundAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static Instant last(Story story) {
        return story.children().stream()
                .map(Story.Child::handedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
