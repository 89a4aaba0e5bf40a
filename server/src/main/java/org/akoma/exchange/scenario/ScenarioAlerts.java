package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.safeguarding.FocalPoints;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.AlertAction;
import org.akoma.protection.alerts.Alerts;
import org.akoma.protection.alerts.RaiseAlert;
import org.akoma.protection.complaints.Complaint;
import org.akoma.protection.complaints.Complaints;
import org.akoma.protection.complaints.RaiseComplaint;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The alerts of a scenario: on a child, of a lost device, and complaints about staff, which take a way of their own. */
@Component
@Order(40)
class ScenarioAlerts implements ScenarioSection {

    private static final String COMPLAINT = "STAFF_SAFEGUARDING_COMPLAINT";

    private final Alerts alerts;
    private final Complaints complaints;
    private final FocalPoints guards;

    ScenarioAlerts(Alerts alerts, Complaints complaints, FocalPoints guards) {
        this.alerts = alerts;
        this.complaints = complaints;
        this.guards = guards;
    }

    private record One(
            String id,
            String type,
            @Nullable String child,
            Instant raised,
            @Nullable String by,
            @Nullable Instant acknowledged,
            @Nullable Instant police,
            @Nullable Instant safe,
            @Nullable String measure,
            @Nullable Instant wiped,
            @Nullable Instant custodian,
            @Nullable Boolean encrypted,
            @Nullable Integer files) {

        boolean ofDevice() {
            return type.equals(Alert.Type.DEVICE_LOST.name());
        }
    }

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        Set<String> types = Stream.concat(
                        Stream.concat(Alert.Type.ofAChild().stream(), Stream.of(Alert.Type.DEVICE_LOST))
                                .map(Enum::name),
                        Stream.of(COMPLAINT))
                .collect(Collectors.toSet());
        List<One> read = new ArrayList<>();
        for (ScenarioNode node : all.each("alerts")) read.add(one(node, types, scenario));
        return (whole, ids, actors, timeline) -> schedule(read, whole, ids, actors, timeline);
    }

    private static One one(ScenarioNode node, Set<String> types, Scenario scenario) {
        String id = node.required("id");
        String type = node.requiredChoice("type", types);
        String child = node.text("child");
        boolean ofNone = COMPLAINT.equals(type) || Alert.Type.DEVICE_LOST.name().equals(type);
        if (!ofNone && child == null) node.wrong("child", "", "exchange.story-missing", "");
        if (child != null && !scenario.childCodes().contains(child))
            node.wrong("child", child, "exchange.story-unknown", "");
        String by = node.text("by");
        if (by != null && !scenario.staffCodes().contains(by)) node.wrong("by", by, "exchange.story-unknown", "");
        Instant raised = node.requiredMoment("raisedAt");
        return new One(
                id == null ? "" : id,
                type == null ? COMPLAINT : type,
                child,
                raised == null ? Instant.EPOCH : raised,
                by,
                node.moment("supervisorAckAt"),
                node.moment("policeReportAt"),
                node.moment("childSafeAt"),
                node.text("measure"),
                node.moment("remoteWipeAt"),
                node.moment("dpoInformedAt"),
                node.answer("encrypted"),
                node.integer("casesOnDevice", 0, 10_000));
    }

    private void schedule(List<One> all, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        name(scenario, ids, actors, timeline);
        for (One one : all) {
            if (one.type().equals(COMPLAINT)) complain(one, scenario, ids, actors, timeline);
            else if (one.ofDevice()) device(one, scenario, ids, actors, timeline);
            else child(one, scenario, ids, actors, timeline);
        }
    }

    /** A scenario names no focal point: the project manager, who belongs to no case team, becomes the focal point of their structure. */
    private void name(Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        if (actors.all(Role.PROJECT_MANAGER).isEmpty()) return;
        Instant before = scenario.rescue().start().atStartOfDay().toInstant(ZoneOffset.UTC);
        Scenario.Somebody manager = actors.first(Role.PROJECT_MANAGER);
        timeline.at(
                before,
                () -> guards.settle(
                        ids.of("focal-point", manager.structure()), manager.structure(), manager.code(), before));
    }

    private void child(One one, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Scenario.Child child = scenario.children().stream()
                .filter(known -> known.code().equals(one.child()))
                .findFirst()
                .orElseThrow();
        String raiser = one.by() == null ? child.worker() : one.by();
        String supervisor =
                ScenarioProvisioning.supervisorOf(scenario, child.worker()).code();
        Alert.Type type = Alert.Type.valueOf(one.type());
        // a child who is lost is flagged as such by ScenarioCare, and the alert begins with the search
        if (!one.raised().equals(child.lostFlaggedAt()))
            timeline.at(
                    one.raised(),
                    child.code(),
                    "alert " + one.id(),
                    () -> alerts.raise(
                            actors.actor(raiser, one.raised()),
                            child.code(),
                            new RaiseAlert.OfChild(
                                    ids.of("alert", one.id()), type, new Alert.SealedText(said(type), null))));
        AlertActs acts = new AlertActs(one, child.code(), ids, timeline, actor -> running(actor, child.code(), type));
        Instant taken = one.acknowledged();
        if (taken != null) {
            acts.acknowledge(taken, () -> actors.actor(supervisor, taken));
            if (one.measure() != null)
                acts.act(
                        taken,
                        () -> actors.actor(supervisor, taken),
                        measure(one.measure()),
                        done(measure(one.measure())));
        }
        Instant police = one.police();
        if (police != null)
            acts.act(
                    police,
                    () -> actors.actor(supervisor, police),
                    AlertAction.Kind.POLICE_REPORT,
                    done(AlertAction.Kind.POLICE_REPORT));
        Instant safe = one.safe();
        if (safe != null)
            acts.act(
                    safe,
                    () -> actors.actor(child.worker(), safe),
                    AlertAction.Kind.CHILD_SAFE,
                    done(AlertAction.Kind.CHILD_SAFE));
    }

    /** The one of this kind that the scenario means: the newest. */
    private UUID running(Actor actor, String child, Alert.Type type) {
        return alerts.newest(actor, child, type).map(Alert::id).orElse(new UUID(0, 0));
    }

    /** A scenario gives no words: what somebody would have written. */
    private static String said(Alert.Type type) {
        return switch (type) {
            case RE_EXPLOITATION -> "Un voisin a vu l’enfant travailler de nouveau dans un champ.";
            case TRAFFICKER_CONTACT -> "La personne qui avait emmené l’enfant est revenue et a cherché à lui parler.";
            case DEVICE_LOST -> "La tablette de travail a disparu sur la route.";
            case MISSING, LOST_TO_FOLLOW_UP -> "L’enfant n’est pas là, et personne ne sait où il est.";
            default -> "Une personne proche de l’enfant dit qu’il est en danger.";
        };
    }

    /** The same of what was done about it. */
    private static String done(AlertAction.Kind kind) {
        return switch (kind) {
            case SAFETY_PLAN -> "Le plan de sécurité a été revu avec l’enfant et la famille.";
            case POLICE_REPORT -> "La police a été appelée et a pris la déclaration.";
            case CHILD_SAFE -> "L’enfant a été vu, il est en lieu sûr.";
            case REMOTE_WIPE -> "Les données de la tablette ont été effacées à distance.";
            default -> "L’équipe s’en est occupée le jour même.";
        };
    }

    private static AlertAction.Kind measure(String code) {
        return code.startsWith("SAFETY_PLAN") ? AlertAction.Kind.SAFETY_PLAN : AlertAction.Kind.OTHER;
    }

    private void device(One one, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        UUID id = ids.of("alert", one.id());
        String loser = one.by() == null ? actors.first(Role.CASE_WORKER).code() : one.by();
        timeline.at(
                one.raised(),
                null,
                "alert " + one.id(),
                () -> alerts.raise(
                        actors.actor(loser, one.raised()),
                        new RaiseAlert.OfDevice(
                                id,
                                one.encrypted(),
                                one.files(),
                                new Alert.SealedText(said(Alert.Type.DEVICE_LOST), null))));
        AlertActs acts = new AlertActs(one, null, ids, timeline, actor -> id);
        String supervisor = ScenarioProvisioning.supervisorOf(scenario, loser).code();
        Instant wiped = one.wiped();
        if (wiped != null)
            acts.act(
                    wiped,
                    () -> actors.actor(supervisor, wiped),
                    AlertAction.Kind.REMOTE_WIPE,
                    done(AlertAction.Kind.REMOTE_WIPE));
        Instant node = one.custodian();
        if (node == null || actors.all(Role.DATA_PROTECTION_OFFICER).isEmpty()) return;
        String custodian = actors.first(Role.DATA_PROTECTION_OFFICER).code();
        acts.acknowledge(node, () -> actors.actor(custodian, node));
    }

    /** Who complained, and about whom, a scenario does not say. */
    private void complain(One one, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        String raiser = one.by() == null ? actors.first(Role.CASE_WORKER).code() : one.by();
        String structure = scenario.staff().stream()
                .filter(somebody -> somebody.role() == Role.PROJECT_MANAGER)
                .map(Scenario.Somebody::structure)
                .findFirst()
                .orElse(scenario.structures().getFirst().code());
        timeline.at(
                one.raised(),
                null,
                "alert " + one.id(),
                () -> complaints.raise(
                        actors.actor(raiser, one.raised()),
                        new RaiseComplaint(
                                ids.of("alert", one.id()),
                                structure,
                                Complaint.Kind.OTHER,
                                one.by() != null,
                                false,
                                new Complaint.SealedText(
                                        "Une personne de l’équipe a eu un comportement qui met un enfant mal à l’aise.",
                                        null,
                                        one.child(),
                                        null))));
    }

    /** Puts the acts about one alert on the timeline. */
    private final class AlertActs {

        private final One one;
        private final @Nullable String child;
        private final ScenarioIds ids;
        private final Timeline timeline;
        private final Function<Actor, UUID> alert;

        AlertActs(One one, @Nullable String child, ScenarioIds ids, Timeline timeline, Function<Actor, UUID> alert) {
            this.one = one;
            this.child = child;
            this.ids = ids;
            this.timeline = timeline;
            this.alert = alert;
        }

        void acknowledge(Instant when, java.util.function.Supplier<Actor> by) {
            timeline.at(when, child, "alert " + one.id() + " acknowledged", () -> {
                Actor actor = by.get();
                return alerts.acknowledge(actor, alert.apply(actor), ids.of("alert-acknowledged", one.id()), null);
            });
        }

        void act(Instant when, java.util.function.Supplier<Actor> by, AlertAction.Kind kind, String text) {
            timeline.at(when, child, "alert " + one.id() + " " + kind, () -> {
                Actor actor = by.get();
                return alerts.act(actor, alert.apply(actor), ids.of("alert-" + kind, one.id()), kind, text, null);
            });
        }
    }
}
