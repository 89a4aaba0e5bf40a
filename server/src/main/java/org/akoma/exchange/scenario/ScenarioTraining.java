package org.akoma.exchange.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.training.AddCourse;
import org.akoma.programme.training.Certificates;
import org.akoma.programme.training.Course;
import org.akoma.programme.training.EnrolParticipant;
import org.akoma.programme.training.EnterChecklist;
import org.akoma.programme.training.EnterPracticals;
import org.akoma.programme.training.EnterScores;
import org.akoma.programme.training.FieldChecklist;
import org.akoma.programme.training.FieldChecklists;
import org.akoma.programme.training.Participant;
import org.akoma.programme.training.ParticipantDetails;
import org.akoma.programme.training.PlanTraining;
import org.akoma.programme.training.Profession;
import org.akoma.programme.training.Results;
import org.akoma.programme.training.SessionPlan;
import org.akoma.programme.training.TickAttendance;
import org.akoma.programme.training.TrainingModule;
import org.akoma.programme.training.TrainingResults;
import org.akoma.programme.training.TrainingSession;
import org.akoma.programme.training.TrainingSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The training of a scenario: sessions planned a month before, recorded on their days, certificates proposed on the last day and confirmed by another
 * person; and what was observed in the field. A session after the present is planned, and has nobody on it yet.
 */
@Component
@Order(90)
class ScenarioTraining implements ScenarioSection {

    private static final String COURSE = "AKOMA";
    private static final int AHEAD = 30;

    private final TrainingSessions sessions;
    private final TrainingResults results;
    private final Certificates certificates;
    private final FieldChecklists checklists;

    ScenarioTraining(
            TrainingSessions sessions, TrainingResults results, Certificates certificates, FieldChecklists checklists) {
        this.sessions = sessions;
        this.results = results;
        this.certificates = certificates;
        this.checklists = checklists;
    }

    private record Person(
            String code,
            String structure,
            @Nullable Integer before,
            @Nullable Integer after,
            int days,
            Participant.@Nullable Practical practical,
            @Nullable Boolean certified) {}

    private record Session(
            String code, String country, List<LocalDate> days, Set<TrainingModule> modules, List<Person> people) {}

    private record Observation(String person, LocalDate on, int points) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        List<Session> read = new ArrayList<>();
        for (ScenarioNode node : all.each("training")) {
            Session one = session(node);
            if (one != null) read.add(one);
        }
        Map<String, Session> of = new HashMap<>();
        read.forEach(one -> one.people().forEach(person -> of.put(person.code(), one)));
        List<Observation> observed = new ArrayList<>();
        for (ScenarioNode node : all.each("trainingLevel3")) {
            String person = node.required("p");
            LocalDate on = node.requiredDate("observedOn");
            Integer points = node.integer("score", 0, 10);
            if (person != null && !of.containsKey(person)) node.wrong("p", person, "exchange.story-unknown", "");
            else if (person != null && on != null && points != null) observed.add(new Observation(person, on, points));
        }
        return (whole, ids, actors, timeline) -> schedule(read, observed, of, whole, ids, actors, timeline);
    }

    private static @Nullable Session session(ScenarioNode node) {
        String code = node.required("code");
        String country = node.required("country");
        List<LocalDate> days = new ArrayList<>();
        for (String day : node.texts("dates")) {
            try {
                days.add(LocalDate.parse(day));
            } catch (DateTimeException wrong) {
                node.wrong("dates", day, "exchange.story-date", "");
            }
        }
        if (days.isEmpty()) node.wrong("dates", "", "exchange.story-missing", "");
        Set<TrainingModule> modules =
                node
                        .choices(
                                "modules",
                                Arrays.stream(TrainingModule.values())
                                        .map(Enum::name)
                                        .toList())
                        .stream()
                        .map(TrainingModule::valueOf)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Person> people =
                node.each("participants").stream().map(ScenarioTraining::person).toList();
        return code == null || country == null || days.isEmpty()
                ? null
                : new Session(code, country, days.stream().sorted().toList(), modules, people);
    }

    private static Person person(ScenarioNode node) {
        Integer days = node.integer("daysAttended", 0, 10);
        String practical = node.choice("practical", List.of("PASS", "FAIL"));
        return new Person(
                ScenarioNode.or(node.required("p")),
                ScenarioNode.or(node.required("org")),
                node.integer("pre", 0, 100),
                node.integer("post", 0, 100),
                days == null ? 0 : days,
                practical == null ? null : Participant.Practical.valueOf(practical),
                node.answer("certified"));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC);
    }

    private void schedule(
            List<Session> read,
            List<Observation> observed,
            Map<String, Session> of,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline) {
        if (read.isEmpty()) return;
        if (actors.all(Role.TRAINING_COORDINATOR).isEmpty()) {
            timeline.refuse("training: nobody of the scenario coordinates it");
            return;
        }
        String trainer = actors.first(Role.TRAINING_COORDINATOR).code();
        for (Session one : read) new Held(one, trainer, scenario, ids, actors, timeline).schedule();
        for (Observation one : observed) {
            Session session = of.get(one.person());
            if (session != null)
                timeline.at(
                        at(one.on(), 18),
                        "checklist " + one.person(),
                        () -> Timeline.outcome(checklists.record(
                                actors.actor(trainer, at(one.on(), 18)),
                                one.person(),
                                new EnterChecklist(
                                        occasion(session, one.on()), one.on(), null, Map.of(), one.points()))));
        }
    }

    /** The last that has come: an operation follows the training soon. */
    private static FieldChecklist.Occasion occasion(Session session, LocalDate on) {
        long days = ChronoUnit.DAYS.between(session.days().getLast(), on);
        if (days < 90) return FieldChecklist.Occasion.OPERATION;
        return days < 180 ? FieldChecklist.Occasion.DAY_90 : FieldChecklist.Occasion.DAY_180;
    }

    /** Puts one session on the timeline. */
    private final class Held {

        private final Session session;
        private final String trainer;
        private final Scenario scenario;
        private final ScenarioIds ids;
        private final ScenarioActors actors;
        private final Timeline timeline;

        Held(
                Session session,
                String trainer,
                Scenario scenario,
                ScenarioIds ids,
                ScenarioActors actors,
                Timeline timeline) {
            this.session = session;
            this.trainer = trainer;
            this.scenario = scenario;
            this.ids = ids;
            this.actors = actors;
            this.timeline = timeline;
        }

        void schedule() {
            LocalDate first = session.days().getFirst();
            LocalDate last = session.days().getLast();
            String what = "training " + session.code();
            at(first.minusDays(AHEAD), 9, what, this::plan);
            for (Person one : session.people()) at(first, 7, what + " " + one.code(), actor -> enrol(actor, one));
            at(first, 8, what + " before", actor -> score(actor, Results.Round.BEFORE));
            for (int n = 0; n < session.days().size(); n++) {
                int day = n;
                at(session.days().get(n), 17, what + " attendance", actor -> attend(actor, day));
            }
            at(last, 18, what + " after", actor -> score(actor, Results.Round.AFTER));
            at(last, 18, what + " practical", this::practicals);
            for (Profession.Side side : Profession.Side.values()) certify(last, side);
            timeline.at(ScenarioTraining.at(last, 20), this::compare);
        }

        private <T> void at(LocalDate day, int hour, String what, Function<Actor, Answer<T>> act) {
            Instant when = ScenarioTraining.at(day, hour);
            timeline.at(when, what, () -> Timeline.outcome(act.apply(actors.actor(trainer, when))));
        }

        private Answer<TrainingSession> plan(Actor actor) {
            Set<TrainingModule> modules =
                    session.modules().isEmpty() ? Set.of(TrainingModule.values()) : session.modules();
            String named = modules.stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
            Answer<Course> course = sessions.add(
                    actor, new AddCourse(ids.of("training-course", named), COURSE, "Formation Akoma", modules));
            if (!(course instanceof Answer.Done<Course>(Course taught))) return new Answer.Forbidden<>();
            SessionPlan plan = new SessionPlan(
                    null, session.days().getFirst(), session.days().getLast(), null, null);
            return sessions.plan(
                    actor,
                    new PlanTraining(
                            ids.of("training", session.code()),
                            session.code(),
                            taught.name(),
                            session.country(),
                            plan));
        }

        private Answer<Participant> enrol(Actor actor, Person one) {
            Scenario.Structure structure = scenario.structures().stream()
                    .filter(known -> known.code().equals(one.structure()))
                    .findFirst()
                    .orElse(null);
            return sessions.enrol(
                    actor,
                    session.code(),
                    one.code(),
                    new EnrolParticipant(
                            ids.of("participant", one.code()),
                            new ParticipantDetails(
                                    null,
                                    structure == null ? null : structure.code(),
                                    profession(one, structure),
                                    "U",
                                    null)));
        }

        /** A scenario names the structure only. */
        private static Profession profession(Person one, Scenario.@Nullable Structure structure) {
            if (structure == null || structure.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                return Profession.SOCIAL_WORKER;
            if (one.structure().startsWith("GENDARMERIE")) return Profession.GENDARMERIE;
            return one.structure().startsWith("FOREST") ? Profession.FOREST_GUARD : Profession.POLICE;
        }

        private Answer<TrainingSession> attend(Actor actor, int day) {
            return results.attend(
                    actor,
                    session.code(),
                    new TickAttendance(
                            session.days().get(day),
                            session.people().stream()
                                    .map(one -> new TickAttendance.Presence(one.code(), day < one.days()))
                                    .toList()));
        }

        private Answer<TrainingSession> score(Actor actor, Results.Round round) {
            return results.score(
                    actor,
                    session.code(),
                    new EnterScores(
                            round,
                            session.people().stream()
                                    .flatMap(one -> points(one, round)
                                            .map(points -> EnterScores.Scored.total(one.code(), points)))
                                    .toList()));
        }

        private static Stream<Integer> points(Person one, Results.Round round) {
            return Stream.ofNullable(round == Results.Round.BEFORE ? one.before() : one.after());
        }

        private Answer<TrainingSession> practicals(Actor actor) {
            List<EnterPracticals.Tried> tried = new ArrayList<>();
            for (Person one : session.people())
                if (one.practical() != null) tried.add(new EnterPracticals.Tried(one.code(), one.practical()));
            return results.practicals(actor, session.code(), new EnterPracticals(tried));
        }

        /** Where nobody of a side passed, or all are certified by an earlier replay, nothing is asked. */
        private void certify(LocalDate last, Profession.Side side) {
            Instant when = ScenarioTraining.at(last, 19);
            Role confirms = side == Profession.Side.POLICE ? Role.LE_COORDINATOR : Role.PROJECT_MANAGER;
            timeline.at(when, () -> {
                if (!(certificates.propose(actors.actor(trainer, when), session.code(), side)
                        instanceof Answer.Done<Decision>(var asked))) return;
                boolean confirmed = !actors.all(confirms).isEmpty()
                        && certificates.confirm(
                                actors.actor(actors.first(confirms).code(), when), asked.id());
                if (!confirmed)
                    timeline.refuse(
                            "certificates " + session.code() + " " + side + ": nobody of the scenario confirms them");
            });
        }

        /** Whether who is certified by the rules of the house is who the scenario says. */
        private void compare() {
            Actor actor =
                    actors.actor(trainer, ScenarioTraining.at(session.days().getLast(), 20));
            Set<String> certified = certificates.holders(actor, session.code());
            for (Person one : session.people())
                if (one.certified() != null && one.certified() != certified.contains(one.code()))
                    timeline.otherwise("certificate " + one.code() + ": " + (one.certified() ? "not passed" : "passed")
                            + " by the rules of this house");
        }
    }
}
