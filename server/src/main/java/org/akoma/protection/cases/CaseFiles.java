package org.akoma.protection.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The files themselves, inside a transaction of the caller's and as its reader sees them: finds one, and is the one way to change what it holds in
 * clear. Other rooms hear of every change in the same transaction ({@link CaseChanged}). Asks no verb and writes no journal: the command does.
 */
@Component
public class CaseFiles {

    /** Files were opened, one or many; published in the transaction that opens them, as the actor who does it. */
    public record Opened(List<CaseFile> files) {

        public Opened {
            files = List.copyOf(files);
        }
    }

    private final CaseStore store;
    private final ApplicationEventPublisher events;
    private final FileStore reading;

    CaseFiles(CaseStore store, ApplicationEventPublisher events, FileStore reading) {
        this.store = store;
        this.events = events;
        this.reading = reading;
    }

    public Optional<CaseFile> find(String code) {
        return store.find(code);
    }

    public Optional<CaseFile> find(UUID id) {
        return store.find(id);
    }

    /** Codes for so many new files. */
    public List<String> nextCodes(int count) {
        return store.nextCodes(count);
    }

    /** Of these ids those that are files for the caller, with their codes. */
    public Map<UUID, String> codes(List<UUID> ids) {
        return store.codes(ids);
    }

    /**
     * A file with what is kept of it besides.
     *
     * @param consentedAt when the registration was whole (T3); null while it is not
     * @param sourceDigest of the row it was imported from
     */
    public record Opening(CaseFile file, @Nullable Instant consentedAt, byte @Nullable [] sourceDigest) {}

    public void insert(List<Opening> openings) {
        store.insert(openings);
    }

    /** What lists and clocks look at, with the day on which it changed, so that any past day can be shown. */
    public enum Turn {
        STATUS("status", "text"),
        RISK("risk", "text"),
        CARE("care", "text"),
        COUNTRY("country", "text"),
        VICTIM_STATUS("victim_status", "text"),
        LOST("lost_since", "date"),
        NEXT_VISIT("next_visit_due", "date"),
        REVIEW("review_due", "date");

        private final String column;
        private final String type;

        Turn(String column, String type) {
            this.column = column;
            this.type = type;
        }
    }

    /** The first dates that the clocks of {@code requirements.md 2.4} stop at, and other plain columns without a history. */
    public enum Fact {
        CONSENTED_AT("consented_at", "timestamptz"),
        MEDICAL_SCREENED_AT("medical_screened_at", "timestamptz"),
        GUARDIAN_ON("guardian_on", "date"),
        ASSESSED_AT("assessed_at", "timestamptz"),
        PLAN_APPROVED_ON("plan_approved_on", "date"),
        CLOSED_AT("closed_at", "timestamptz"),
        VICTIM_DECIDED_BY("victim_decided_by", "text"),
        NATIONALITY("nationality", "text"),
        SECTOR("sector", "text"),
        SEX("sex", "text"),
        AGE_AT_RESCUE("age_at_rescue", "int"),
        AGE_ESTIMATED("age_estimated", "boolean");

        private final String column;
        private final String type;

        Fact(String column, String type) {
            this.column = column;
            this.type = type;
        }
    }

    /** Writes the first values of new files into their history; other rooms hear of them in the same transaction. */
    public void begin(List<CaseFile> files) {
        List<CaseStore.Turned> turns = new ArrayList<>();
        for (CaseFile file : files) {
            Instant at = file.registeredAt();
            turns.add(new CaseStore.Turned(file.id(), at, "STATUS", CaseFile.Status.REGISTERED.name()));
            turns.add(new CaseStore.Turned(file.id(), at, "COUNTRY", file.country()));
            turns.add(new CaseStore.Turned(
                    file.id(), at, "WORKER", file.workerId().toString()));
            turns.add(new CaseStore.Turned(
                    file.id(), at, "VICTIM_STATUS", file.victimStatus().name()));
            if (file.risk() != null)
                turns.add(
                        new CaseStore.Turned(file.id(), at, "RISK", file.risk().name()));
            if (file.nextVisitDue() != null)
                turns.add(new CaseStore.Turned(
                        file.id(), at, "NEXT_VISIT", file.nextVisitDue().toString()));
            if (file.status() != CaseFile.Status.REGISTERED)
                turns.add(new CaseStore.Turned(
                        file.id(), at, "STATUS", file.status().name()));
        }
        store.remember(turns);
        events.publishEvent(new Opened(files));
    }

    /**
     * Changes one turning column and remembers when.
     *
     * @param value null = none
     */
    public void turn(UUID file, Turn what, @Nullable Object value, Instant now) {
        String text = value == null ? null : value.toString();
        change(file, () -> {
            store.update(file, what.column, what.type, text, now);
            remember(file, now, what.name(), text);
        });
        if (what == Turn.CARE && text != null) find(file).ifPresent(is -> events.publishEvent(new HomeBegan(is)));
    }

    public void state(UUID file, Fact fact, @Nullable Object value, Instant now) {
        change(file, () -> store.update(file, fact.column, fact.type, value == null ? null : value.toString(), now));
    }

    /** The shelter recorded that the child left: other rooms hear of it in the same transaction. */
    public void leftHome(UUID file, Runnable work) {
        change(file, work);
    }

    /**
     * The file goes to this worker by a function of the database, if it says so.
     *
     * @param work asks the database
     * @param given whether its answer means that the file was given
     */
    public <T> T hand(UUID file, UUID worker, Instant now, Supplier<T> work, Predicate<T> given) {
        List<T> answer = new ArrayList<>();
        change(file, () -> {
            T said = work.get();
            answer.add(said);
            if (given.test(said)) remember(file, now, "WORKER", worker.toString());
        });
        return answer.getFirst();
    }

    /** The one way to change a file that exists. */
    private void change(UUID file, Runnable work) {
        Optional<CaseFile> before = find(file);
        work.run();
        before.ifPresent(was -> find(file).ifPresent(is -> events.publishEvent(new CaseChanged(was, is))));
    }

    private void remember(UUID file, Instant at, String what, @Nullable String value) {
        store.remember(List.of(new CaseStore.Turned(file, at, what, value)));
    }

    /** Whether case management was refused or its consent withdrawn, as the newest answer says. */
    public boolean isEmergencyCareOnly(UUID file) {
        return reading.apart(file).emergencyCareOnly();
    }

    /** The child's other open file; empty where it has none. */
    public Optional<FileFrame.SameChild> sameChild(UUID file) {
        return Optional.ofNullable(reading.apart(file).same());
    }

    /** Why no home, no shelter and no return begins here: two people said that the child has two files, and this one is to be closed; null: it is not. */
    public @Nullable FieldError closes(UUID file, String field) {
        return sameChild(file)
                .filter(FileFrame.SameChild::closes)
                .map(other -> FieldError.of(field, "cases.closes-as-double", Objects.toString(other.call(), "")))
                .orElse(null);
    }

    /** When the registration was whole: T3. */
    public Optional<Instant> consentedAt(UUID file) {
        return store.consentedAt(file);
    }
}
