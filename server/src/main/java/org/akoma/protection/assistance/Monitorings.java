package org.akoma.protection.assistance;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Component;

/** How services go ({@code requirements.md 3}, "monitored by"): noted by who writes on the file, missed until it is. */
@Component
class Monitorings {

    private static final String RHYTHM = "plan-review.max";

    private final MonitoringStore store;
    private final ServiceStore services;
    private final Services seen;
    private final CaseWork work;
    private final Grants grants;
    private final Policies policies;

    Monitorings(
            MonitoringStore store,
            ServiceStore services,
            Services seen,
            CaseWork work,
            Grants grants,
            Policies policies) {
        this.store = store;
        this.services = services;
        this.seen = seen;
        this.work = work;
        this.grants = grants;
        this.policies = policies;
    }

    /** Anyone who reads the service reads how it goes; the reading of the services is journalled. */
    Outcome<MonitoringSheet> of(Actor actor, String code, UUID service) {
        if (!(seen.of(actor, code) instanceof Outcome.Done<List<Service>>(List<Service> all)))
            return new Outcome.NotFound<>();
        return all.stream()
                .filter(one -> one.id().equals(service))
                .findFirst()
                .<Outcome<MonitoringSheet>>map(one ->
                        new Outcome.Done<>(work.as(actor, () -> sheet(one, store.points(), notedOf(one)))))
                .orElseGet(Outcome.NotFound::new);
    }

    private List<Monitoring> notedOf(Service one) {
        return store.of(one.fileId());
    }

    private MonitoringSheet sheet(Service one, Map<String, List<MonitoringPoint>> points, List<Monitoring> noted) {
        return MonitoringSheet.of(one, points.getOrDefault(one.code(), List.of()), noted, policies.days(RHYTHM));
    }

    /** How much is missing of each of these services of one file; those that nothing is noted of are not in it. */
    Map<UUID, Integer> missing(Actor actor, List<Service> all) {
        if (all.isEmpty()) return Map.of();
        return work.as(actor, () -> {
            Map<String, List<MonitoringPoint>> points = store.points();
            List<Monitoring> noted = notedOf(all.getFirst());
            return all.stream()
                    .filter(one -> one.startedAt() != null && points.containsKey(one.code()))
                    .collect(Collectors.toMap(
                            Service::id, one -> sheet(one, points, noted).missing(work.today())));
        });
    }

    /** Notes it; the same id again answers what was noted. */
    Outcome<Monitoring> record(Actor actor, String code, UUID service, MonitorService command) {
        return work.once(
                actor,
                code,
                Verb.SERVICE_GIVE,
                Section.ASSISTANCE,
                new Once<>(command.id(), List.of(service, command), file -> store.find(file.id(), command.id())),
                file -> note(actor, file, service, command));
    }

    private Outcome<Monitoring> note(Actor actor, CaseFile file, UUID id, MonitorService command) {
        Service service = services.find(file.id(), id).orElse(null);
        if (service == null) return new Outcome.NotFound<>();
        if (service.section() != Section.ASSISTANCE && !grants.holds(file.id(), service.section(), true))
            return new Outcome.Forbidden<>();
        MonitoringSheet sheet = sheet(service, store.points(), notedOf(service));
        MonitoringPoint by = sheet.lines().stream()
                .map(MonitoringSheet.Line::point)
                .filter(one -> one.point().equals(command.point()))
                .findFirst()
                .orElse(null);
        if (by == null) return Outcome.Refused.because("point", "assistance.not-monitored-by");
        FieldError why = command.refusal(service, by, sheet.standing(), work.today());
        if (why == null && "AFTER_CERTIFICATE".equals(command.answer()) && !store.certified(file.id(), command.on()))
            why = FieldError.of("answer", "assistance.no-certificate");
        if (why != null) return new Outcome.Refused<>(why);
        store.insert(service, command, actor.personId());
        work.note(
                file,
                service.section(),
                "assistance.service-monitored",
                Map.of("service", service.code(), "point", command.point()));
        return new Outcome.Done<>(store.find(file.id(), command.id()).orElseThrow());
    }
}
