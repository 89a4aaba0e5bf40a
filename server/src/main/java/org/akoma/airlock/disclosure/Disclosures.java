package org.akoma.airlock.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Requests for disclosure, for the police who ask and the data protection officer who decides with the supervisor of the file. */
@Service
class Disclosures {

    static final String DATA = "DISCLOSURE_DATA";

    private final ActorTransactions transactions;
    private final DisclosureStore store;
    private final Decisions decisions;
    private final Journal journal;
    private final Names names;
    private final Clock clock;

    Disclosures(
            ActorTransactions transactions,
            DisclosureStore store,
            Decisions decisions,
            Journal journal,
            Names names,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.journal = journal;
        this.names = names;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** The caller's own requests, or all of them for the data protection officer; newest first. */
    List<DisclosureRequest> list(Actor actor) {
        if (actor.may(Verb.DISCLOSURE_ASK)) return transactions.as(actor, store::ofPolice);
        return watches(actor) ? transactions.as(actor, store::ofCustody) : List.of();
    }

    static boolean watches(Actor actor) {
        return actor.may(Verb.LINK_OPEN);
    }

    /** Those about whom something can be asked: care has received them, and the caller takes part in their operation. */
    List<DisclosureStore.Victim> victims(Actor actor) {
        return actor.may(Verb.DISCLOSURE_ASK) ? transactions.as(actor, store::victims) : List.of();
    }

    /**
     * One request with what was said of it.
     *
     * @param waiting the decision that waits for the reader's word; null = none
     * @param before what was refused before of the same child; for the data protection officer
     * @param outline what can be said of what left without a value of the file; for the data protection officer; null = nothing is laid ready
     * @param childSays GIVEN or REFUSED, as the child's answer stands; for the data protection officer; null = no answer that holds
     */
    record Opened(
            DisclosureRequest request,
            PoliceWords words,
            List<DisclosureRequest.Fetch> fetches,
            List<DisclosureRequest.Refused> before,
            @Nullable Decision waiting,
            @Nullable String reason,
            List<Instant> linkOpened,
            @Nullable GivenOutline outline,
            @Nullable String childSays) {}

    /** The reading is journalled. */
    Optional<Opened> open(Actor actor, String number) {
        boolean police = actor.may(Verb.DISCLOSURE_ASK);
        if (!police && !watches(actor)) return Optional.empty();
        return transactions.as(actor, () -> {
            DisclosureRequest found = (police ? store.findOfPolice(number) : store.findOfCustody(number)).orElse(null);
            if (found == null) return Optional.empty();
            journal.noteOwn(actor, "disclosure.request-read", Map.of("request", found.number()));
            Decision word = decisions.of(DATA, found.id()).stream().findFirst().orElse(null);
            return Optional.of(new Opened(
                    found,
                    store.words(found.id()).orElseThrow(),
                    store.fetches(found.id()),
                    police ? List.of() : store.refusedBefore(found.id()),
                    word != null && word.waits() ? word : null,
                    word == null ? null : word.reason(),
                    police ? List.of() : store.linkOpened(found.id()),
                    police ? null : store.outline(found.id()).orElse(null),
                    police ? null : store.childSays(found.id()).orElse(null)));
        });
    }

    ActResult<DisclosureRequest> ask(Actor actor, AskDisclosure asked) {
        if (!actor.may(Verb.DISCLOSURE_ASK)) return new ActResult.Forbidden<>();
        // the code, and no name: officers write their own names
        return transactions.as(actor, () -> switch (store.ask(asked, actor.code())) {
            case "DONE" -> {
                DisclosureRequest made = store.findOfPolice(asked.id()).orElseThrow();
                journal.noteOwn(actor, "disclosure.asked", facts(made));
                yield new ActResult.Done<>(made);
            }
            case "NO_VICTIM" -> ActResult.refused("victim", "disclosure.no-victim");
            case "WAITS" -> ActResult.refused("victim", "disclosure.waits");
            case "NEW_FACTS" -> ActResult.refused("news", "disclosure.news-missing");
            case "OTHER" -> ActResult.refused("id", org.akoma.Problem.OTHER_CONTENT);
            default -> new ActResult.Forbidden<>();
        });
    }

    private static Map<String, Object> facts(DisclosureRequest one) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("request", one.number());
        facts.put("victim", String.valueOf(one.victim()));
        facts.put("fields", one.fields().stream().map(Enum::name).toList());
        facts.put("urgency", one.urgency().name());
        return facts;
    }

    ActResult<DisclosureRequest> withdraw(Actor actor, String number) {
        if (!actor.may(Verb.DISCLOSURE_ASK)) return new ActResult.Forbidden<>();
        return transactions.as(actor, () -> {
            DisclosureRequest found = store.findOfPolice(number).orElse(null);
            if (found == null) return new ActResult.NotFound<>();
            return switch (store.withdraw(found.id())) {
                case "DONE" -> {
                    journal.noteOwn(actor, "disclosure.withdrawn", Map.of("request", number));
                    yield new ActResult.Done<>(store.findOfPolice(number).orElseThrow());
                }
                case "NOT_WAITING" -> ActResult.refused("main", "disclosure.not-waiting");
                default -> new ActResult.Forbidden<>();
            };
        });
    }

    /** One of the files that were given; each time is kept. Not found to anybody but who asked, before the decision and after the expiry. */
    Optional<GivenDisclosure> fetch(Actor actor, String number, GivenDisclosure.Part part) {
        if (!actor.may(Verb.DISCLOSURE_ASK)) return Optional.empty();
        return transactions.as(actor, () -> {
            DisclosureRequest found = store.findOfPolice(number).orElse(null);
            if (found == null) return Optional.empty();
            Optional<GivenDisclosure> given = store.fetch(found.id(), part.name());
            if (given.isPresent())
                journal.noteOwn(actor, "disclosure.fetched", Map.of("request", number, "what", part.name()));
            return given;
        });
    }

    /** Which file it was about: for the data protection officer, once something was given. */
    ActResult<DisclosureStore.Link> openLink(Actor actor, String number) {
        if (!actor.may(Verb.LINK_OPEN)) return new ActResult.Forbidden<>();
        return transactions.as(actor, () -> {
            DisclosureRequest found = store.findOfCustody(number).orElse(null);
            if (found == null) return new ActResult.NotFound<>();
            DisclosureStore.Link link = store.openLink(found.id()).orElse(null);
            if (link == null) return ActResult.refused("main", "disclosure.link-closed");
            journal.noteOwn(actor, "disclosure.link-opened", Map.of("request", number, "code", link.file()));
            store.openedChain(found.id())
                    .ifPresent(file -> journal.noteOutside(file, Section.FAMILY, "disclosure.link-opened"));
            return new ActResult.Done<>(link);
        });
    }

    Optional<DisclosureRequest> find(Actor actor, UUID id) {
        if (actor.may(Verb.DISCLOSURE_ASK)) return store.findOfPolice(id);
        return watches(actor) ? store.findOfCustody(id) : Optional.empty();
    }

    Optional<PoliceWords> words(UUID id) {
        return store.words(id);
    }

    @Nullable
    String childSays(UUID id) {
        return store.childSays(id).orElse(null);
    }

    /** What can be said of what is laid ready, without a value of the file; empty where nothing is. */
    Optional<GivenOutline> outline(UUID id) {
        return store.outline(id);
    }

    List<DisclosureRequest.Refused> refusedBefore(UUID id) {
        return store.refusedBefore(id);
    }

    /** The data protection officer's word: on what is asked, or on what left at once. Inside an actor's transaction. */
    Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        DisclosureRequest found = store.findOfCustody(decision.subject()).orElse(null);
        if (found == null) return new Verdict.NotFound();
        String bar = agreed ? store.bar(found.id(), DATA) : null;
        if (bar != null) return Verdict.Refused.because("agreed", bar);
        boolean review = found.atOnce();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        String act = review
                ? agreed ? "disclosure.review-right" : "disclosure.review-not-right"
                : agreed ? "disclosure.agreed" : "disclosure.refused";
        journal.noteOwn(actor, act, Map.of("request", found.number()));
        return verdict;
    }
}
