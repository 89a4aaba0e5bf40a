package org.akoma.protection.registration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseProgress;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.ConsentRecorded;
import org.akoma.protection.consent.ConsentRule;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.RecordConsent;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Many new files at once: what registering, asking for consent and assessing do one after the other for one child is judged by the same rules
 * and written for all children together. A child with any special circumstance is left to the single steps, so that their rules are not repeated
 * here.
 */
@Service
public class BulkRegistrations {

    /** @param nextVisit when the child is to be seen next; null = nothing is planned */
    public record Arrival(FullRegistration file, @Nullable LocalDate nextVisit) {
        UUID id() {
            return file.registration().open().id();
        }
    }

    public sealed interface Result {
        record Opened(CaseFile file) implements Result {}

        /** A file of this id exists for the actor. */
        record Known(String code) implements Result {}

        /** To be registered by the single steps, because a rule refuses it or more than a new file follows from it. Nothing was written. */
        record Apart() implements Result {}
    }

    private final Cases cases;
    private final CaseFiles store;
    private final Identities identities;
    private final Consents consents;
    private final Assessments assessments;
    private final Grants grants;
    private final Vault vault;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BulkRegistrations(
            Cases cases,
            CaseFiles store,
            Identities identities,
            Consents consents,
            Assessments assessments,
            Grants grants,
            Vault vault,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.store = store;
        this.identities = identities;
        this.consents = consents;
        this.assessments = assessments;
        this.grants = grants;
        this.vault = vault;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** A file that will be opened, with all that comes along. */
    private record Arriving(
            Arrival arrival,
            CaseFile file,
            List<Consent> consents,
            @Nullable Assessment assessment) {}

    /** Results by id. Call inside an actor's transaction; throws {@code DuplicateKeyException} when an id belongs to another record. */
    public Map<UUID, Result> take(Actor actor, List<Arrival> arrivals) {
        Map<UUID, Result> results = new HashMap<>();
        store.codes(arrivals.stream().map(Arrival::id).toList())
                .forEach((id, code) -> results.put(id, new Result.Known(code)));
        Map<UUID, Arriving> plain = plain(actor, arrivals, results.keySet());
        if (!plain.isEmpty()) write(actor, open(actor, plain), results);
        arrivals.forEach(one -> results.putIfAbsent(one.id(), new Result.Apart()));
        return results;
    }

    /** Those that every rule lets pass, in their order. */
    private Map<UUID, Arriving> plain(Actor actor, List<Arrival> arrivals, Set<UUID> known) {
        Map<UUID, Arriving> plain = new LinkedHashMap<>();
        Person worker = cases.worker(actor, null);
        if (worker == null || !actor.may(Verb.CASE_OPEN) || !actor.may(Verb.CASE_WRITE)) return plain;
        Set<UUID> twice = new HashSet<>();
        Instant now = clock.instant();
        for (Arrival one : arrivals) {
            if (known.contains(one.id())) continue;
            Arriving judged = judged(actor, worker, one, now);
            if (judged != null && plain.putIfAbsent(one.id(), judged) != null) twice.add(one.id());
        }
        plain.keySet().removeAll(twice);
        return plain;
    }

    /** @return null when it is to be done step by step */
    private @Nullable Arriving judged(Actor actor, Person worker, Arrival one, Instant now) {
        FullRegistration wanted = one.file();
        OpenCase open = wanted.registration().open();
        if (open.slipNumber() != null || open.workerId() != null) return null;
        CaseFile file = open.file("", actor.personId(), worker, null, now);
        List<Consent> given = new ArrayList<>();
        Set<Consent.Purpose> asked = new HashSet<>();
        for (RecordConsent consent : wanted.consents()) {
            ConsentRule rule = consents.ruleForNew(
                    actor, file, open.identity(), LocalDate.ofInstant(consent.at(), ZoneOffset.UTC));
            boolean more = rule == null || consent.asksASecond() || rule.escalates(consent.status(), consent.givenBy());
            if (more || consent.explainedBy() != null || !asked.add(consent.purpose())) return null;
            if (!consent.refusals(rule, null, now).isEmpty() || consent.restsOnOrder()) return null;
            if (CareOrder.tooEarly(file, consent.at(), "at") != null) return null;
            given.add(consent.answered(actor.personId(), actor.personId(), now));
        }
        AssessChild assess = wanted.assessment();
        if (assess != null && (assess.kind() != Assessment.Kind.INITIAL || assess.refusal(file) != null)) return null;
        return new Arriving(one, file, given, assess == null ? null : assess.made(file, actor.personId(), now));
    }

    private record Opening(Arriving arriving, CaseFile file, List<Long> tokens, List<String> alike) {

        Identity identity() {
            return arriving.arrival().file().registration().open().identity();
        }
    }

    /** Those that sound like no other child, each under its code: a pair that is alike goes to a supervisor, one by one. */
    private List<Opening> open(Actor actor, Map<UUID, Arriving> plain) {
        Map<UUID, Identity> names = new LinkedHashMap<>();
        plain.forEach((id, one) ->
                names.put(id, one.arrival().file().registration().open().identity()));
        Map<UUID, Identities.Doubles> doubles = identities.doubles(actor, names);
        List<Arriving> open = plain.values().stream()
                .filter(one ->
                        Objects.requireNonNull(doubles.get(one.arrival().id())).none())
                .toList();
        if (open.isEmpty()) return List.of();
        List<String> codes = store.nextCodes(open.size());
        Map<UUID, String> given = new HashMap<>();
        List<Opening> openings = new ArrayList<>();
        for (int n = 0; n < codes.size(); n++) {
            Arriving one = open.get(n);
            UUID id = one.arrival().id();
            Identities.Doubles own = Objects.requireNonNull(doubles.get(id));
            List<String> alike = Stream.concat(
                            own.codes().stream(),
                            own.before().stream().map(given::get).filter(Objects::nonNull))
                    .toList();
            given.put(id, codes.get(n));
            openings.add(new Opening(one, arrived(one, codes.get(n)), own.tokens(), alike));
        }
        return openings;
    }

    private static CaseFile arrived(Arriving one, String code) {
        Assessment assessment = one.assessment();
        return one.file()
                .arrived(
                        code,
                        assessment == null ? null : assessment.risk(),
                        assessment == null ? null : assessment.at(),
                        one.arrival().nextVisit());
    }

    /** In the order that row-level security asks for: grants, key, file, and then what lies in it. */
    private void write(Actor actor, List<Opening> openings, Map<UUID, Result> results) {
        if (openings.isEmpty()) return;
        List<CaseFile> files = openings.stream().map(Opening::file).toList();
        List<UUID> ids = files.stream().map(CaseFile::id).toList();
        grants.open(
                actor,
                ids,
                files.stream().flatMap(file -> cases.firstGrants(file).stream()).toList());
        vault.open(ids);
        store.insert(openings.stream().map(BulkRegistrations::row).toList());
        store.begin(files);
        identities.begin(openings.stream()
                .map(one -> new Identities.Beginning(one.file(), one.identity(), one.tokens()))
                .toList());
        consents.keep(openings.stream()
                .flatMap(one -> one.arriving().consents().stream()
                        .map(consent -> new Consents.Answer(one.file().id(), consent)))
                .toList());
        assessments.keep(openings.stream()
                .flatMap(one -> Stream.ofNullable(one.arriving().assessment())
                        .map(made -> new Assessments.Made(one.file().id(), made)))
                .toList());
        journal.note(openings.stream().flatMap(BulkRegistrations::notes).toList());
        for (Opening one : openings) {
            one.arriving().consents().forEach(given -> events.publishEvent(new ConsentRecorded(one.file(), given)));
            results.put(one.file().id(), new Result.Opened(one.file()));
        }
    }

    private static CaseFiles.Opening row(Opening one) {
        Instant whole = one.arriving().consents().stream()
                .filter(given -> given.purpose() == Consent.Purpose.CASE_MANAGEMENT)
                .map(given -> Consents.whole(one.file(), given.at()))
                .findFirst()
                .orElse(null);
        return new CaseFiles.Opening(one.file(), whole, null);
    }

    private static Stream<Journal.Note> notes(Opening one) {
        CaseFile file = one.file();
        List<Journal.Note> notes = new ArrayList<>();
        notes.add(new Journal.Note(file.id(), Section.STATUS, Cases.REGISTERED, Cases.facts(file)));
        if (!one.alike().isEmpty())
            notes.add(
                    new Journal.Note(file.id(), Section.IDENTITY, Registrations.ANYWAY, Map.of("alike", one.alike())));
        for (Consent given : one.arriving().consents())
            notes.add(new Journal.Note(file.id(), Section.FAMILY, Consents.RECORDED, Consents.facts(given)));
        Assessment made = one.arriving().assessment();
        if (made == null) return notes.stream();
        notes.add(new Journal.Note(file.id(), Section.NOTES, Assessments.ASSESSED, Assessments.facts(made)));
        notes.add(changed(file, Assessments.RISK_CHANGED, "risk", "", made.risk()));
        notes.add(changed(file, CaseProgress.CHANGED, "status", CaseFile.Status.REGISTERED.name(), file.status()));
        return notes.stream();
    }

    private static Journal.Note changed(CaseFile file, String act, String what, String before, Enum<?> after) {
        return new Journal.Note(file.id(), Section.STATUS, act, Map.of(what, List.of(before, after.name())));
    }
}
