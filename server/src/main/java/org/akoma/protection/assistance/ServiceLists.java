package org.akoma.protection.assistance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.journal.MuchReading;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is done for all the children whom one has to do with, by codes and days. For who budgets it is the only way to a service: they open no
 * file ({@code requirements.md 9}, "m").
 */
@Component
class ServiceLists {

    private static final Pattern CURSOR =
            Pattern.compile("(\\d{1,17})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final ServiceListStore store;
    private final Services files;
    private final CaseWork work;
    private final Journal journal;
    private final MuchReading reading;

    ServiceLists(ServiceListStore store, Services files, CaseWork work, Journal journal, MuchReading reading) {
        this.store = store;
        this.files = files;
        this.work = work;
        this.journal = journal;
        this.reading = reading;
    }

    /** Empty when the actor reads no services. */
    Optional<ListServices.Page> page(Actor actor, ListServices wanted) {
        if (!actor.may(Verb.SERVICE_READ)) return Optional.empty();
        List<ListServices.Line> found = work.as(actor, () -> {
            List<ListServices.Line> lines = store.list(actor, wanted);
            List<String> children =
                    lines.stream().map(ListServices.Line::caseCode).toList();
            reading.listed(actor, "services", children, wanted.after() != null);
            return lines;
        });
        boolean more = found.size() > wanted.limit();
        List<ListServices.Line> shown = more ? found.subList(0, wanted.limit()) : found;
        return Optional.of(new ListServices.Page(shown, more ? cursor(shown.getLast()) : null));
    }

    /** How many there are, up to the limit. */
    int count(Actor actor, ListServices wanted) {
        if (!actor.may(Verb.SERVICE_READ)) return 0;
        return work.as(
                actor, () -> Math.min(wanted.limit(), store.list(actor, wanted).size()));
    }

    private static String cursor(ListServices.Line last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.plannedAt()) + "." + last.id();
    }

    /** Null when it is none. */
    static ListServices.@Nullable Place place(String cursor) {
        Matcher found = CURSOR.matcher(cursor);
        return found.matches()
                ? new ListServices.Place(
                        Instant.EPOCH.plus(Long.parseLong(found.group(1)), ChronoUnit.MICROS),
                        UUID.fromString(found.group(2)))
                : null;
    }

    /**
     * From the list: a project manager by the line alone, anybody else in the child's file.
     *
     * @param version null = whatever it is
     */
    Outcome<ListServices.Line> approve(Actor actor, UUID id, @Nullable Integer version) {
        return work.as(actor, () -> {
            ListServices.Line before =
                    actor.may(Verb.SERVICE_READ) ? store.find(actor, id).orElse(null) : null;
            if (before == null) return new Outcome.NotFound<>();
            if (!actor.may(Verb.SERVICE_APPROVE)) return new Outcome.Forbidden<>();
            return actor.is(Role.PROJECT_MANAGER)
                    ? agree(actor, before, version)
                    : inFile(actor, files.approve(actor, before.caseCode(), id, version));
        });
    }

    private Outcome<ListServices.Line> agree(Actor actor, ListServices.Line before, @Nullable Integer version) {
        if (version != null && version != before.version()) return stale(before);
        if (!before.waits()) return Outcome.Refused.because("service", "assistance.service-decided", before.state());
        if (before.own()) return Outcome.Refused.because("service", "assistance.own-work");
        if (!store.agree(before.id(), before.version())) return stale(before);
        journal.noteOwn(
                actor, "assistance.service-approved", Map.of("code", before.caseCode(), "service", before.code()));
        return new Outcome.Done<>(store.find(actor, before.id()).orElseThrow());
    }

    private static Outcome<ListServices.Line> stale(ListServices.Line now) {
        return new Outcome.Stale<>(now, List.of("state"));
    }

    private Outcome<ListServices.Line> inFile(Actor actor, Outcome<Service> outcome) {
        return switch (outcome) {
            case Outcome.Done<Service>(Service now) ->
                new Outcome.Done<>(store.find(actor, now.id()).orElseThrow());
            case Outcome.NotFound<Service>() -> new Outcome.NotFound<>();
            case Outcome.Forbidden<Service>() -> new Outcome.Forbidden<>();
            case Outcome.Stale<Service>(Service now, var fields) ->
                new Outcome.Stale<>(store.find(actor, now.id()).orElseThrow(), fields);
            case Outcome.Refused<Service>(var why) -> new Outcome.Refused<>(why);
        };
    }
}
