package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.schooling.Attendances;
import org.akoma.protection.schooling.EnrolChild;
import org.akoma.protection.schooling.Enrolment;
import org.akoma.protection.schooling.Enrolments;
import org.akoma.protection.schooling.Institution;
import org.akoma.protection.schooling.Institutions;
import org.akoma.protection.schooling.KeepInstitution;
import org.akoma.protection.schooling.RecordAttendance;
import org.akoma.protection.schooling.Term;
import org.akoma.protection.schooling.Terms;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * School and apprenticeship in a scenario: the terms, the institutions that children name, who was enrolled where, and on how many days
 * they came. A supervisor keeps the terms; the child's worker adds the institution, enrols the child and records the attendance.
 */
@Component
@Order(20)
class ScenarioSchool implements ScenarioSection {

    private static final String UNKNOWN = "exchange.story-unknown";

    private final Terms terms;
    private final Institutions institutions;
    private final Enrolments enrolments;
    private final Attendances attendances;
    private final CodeLists codes;

    ScenarioSchool(
            Terms terms, Institutions institutions, Enrolments enrolments, Attendances attendances, CodeLists codes) {
        this.terms = terms;
        this.institutions = institutions;
        this.enrolments = enrolments;
        this.attendances = attendances;
        this.codes = codes;
    }

    private record Calendar(String country, String code, LocalDate starts, LocalDate ends, List<LocalDate> closed) {}

    private record Pupil(
            Scenario.Child child,
            String institution,
            Enrolment.Pathway pathway,
            @Nullable String trade,
            LocalDate on) {}

    private record Days(
            String child,
            LocalDate from,
            LocalDate to,
            @Nullable Integer expected,
            @Nullable Integer present) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        List<Calendar> calendars =
                all.each("schoolTerms").stream().map(ScenarioSchool::calendar).toList();
        Map<String, Scenario.Child> children = scenario.children().stream()
                .collect(Collectors.toMap(Scenario.Child::code, Function.identity(), (a, b) -> a));
        List<Pupil> pupils = new ArrayList<>();
        for (ScenarioNode one : all.each("children")) {
            Pupil pupil = pupil(one, children);
            if (pupil != null) pupils.add(pupil);
        }
        Set<String> enrolled =
                pupils.stream().map(one -> one.child().code()).collect(Collectors.toCollection(HashSet::new));
        List<Days> days = new ArrayList<>();
        for (ScenarioNode one : all.each("attendance")) {
            Days read = days(one, children.keySet(), enrolled);
            if (read != null) days.add(read);
        }
        return (whole, ids, actors, timeline) -> schedule(whole, ids, actors, timeline, calendars, pupils, days);
    }

    private static Calendar calendar(ScenarioNode node) {
        String country = node.required("country");
        String code = node.required("term");
        LocalDate starts = node.requiredDate("start");
        LocalDate ends = node.requiredDate("end");
        if (starts != null && ends != null && ends.isBefore(starts))
            node.wrong("end", ends.toString(), "exchange.story-order", "");
        List<LocalDate> closed = new ArrayList<>();
        for (String day : node.texts("closed")) {
            LocalDate read = day(day);
            if (read == null) node.wrong("closed", day, "exchange.story-date", "");
            else closed.add(read);
        }
        LocalDate first = starts == null ? LocalDate.EPOCH : starts;
        return new Calendar(or(country), or(code), first, ends == null ? first : ends, closed);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.DateTimeException no) {
            return null;
        }
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Null where the child goes nowhere, or something is wrong. */
    private @Nullable Pupil pupil(ScenarioNode node, Map<String, Scenario.Child> children) {
        Scenario.Child child = children.get(or(node.text("code")));
        String institution = node.text("institution");
        LocalDate on = node.date("enrolledOn");
        if (child == null || institution == null && on == null) return null;
        if (institution == null) return node.wrong("institution", "", "exchange.story-missing", "");
        if (on == null) return node.wrong("enrolledOn", "", "exchange.story-missing", "");
        String pathway = node.requiredChoice("pathway", names());
        String trade = node.choice("trade", trades());
        return pathway == null ? null : new Pupil(child, institution, Enrolment.Pathway.valueOf(pathway), trade, on);
    }

    private static Set<String> names() {
        return java.util.Arrays.stream(Enrolment.Pathway.values())
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    private Set<String> trades() {
        return Set.copyOf(codes.codesOf("trade"));
    }

    private static @Nullable Days days(ScenarioNode node, Set<String> children, Set<String> enrolled) {
        String child = node.required("child");
        LocalDate from = node.requiredDate("from");
        LocalDate to = node.requiredDate("to");
        Integer expected = node.integer("daysExpected", 0, 366);
        Integer present = node.integer("daysPresent", 0, 366);
        if (child == null || from == null || to == null) return null;
        if (!children.contains(child) || !enrolled.contains(child)) return node.wrong("child", child, UNKNOWN, "");
        if (to.isBefore(from)) return node.wrong("to", to.toString(), "exchange.story-order", "");
        if (expected != null && present != null && present > expected)
            return node.wrong("daysPresent", present.toString(), "exchange.story-number", "0–" + expected);
        return new Days(child, from, to, expected, present);
    }

    private void schedule(
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline,
            List<Calendar> calendars,
            List<Pupil> pupils,
            List<Days> days) {
        Instant before = scenario.rescue().start().atStartOfDay().toInstant(ZoneOffset.UTC);
        for (Calendar one : calendars)
            timeline.at(
                    before,
                    "term " + one.country() + " " + one.code(),
                    () -> terms.add(
                            actors.actor(actors.first(Role.CASE_SUPERVISOR).code(), before), term(one, ids)));
        Map<String, String> places =
                pupils.stream().collect(Collectors.toMap(one -> one.child().code(), Pupil::institution, (a, b) -> a));
        Set<String> added = new HashSet<>();
        List<Pupil> inOrder = pupils.stream()
                .sorted(java.util.Comparator.comparing(Pupil::on))
                .toList();
        for (Pupil one : inOrder) enrol(scenario, ids, actors, timeline, one, added.add(one.institution()));
        for (Days one : days) attend(actors, timeline, scenario, places, one);
    }

    private static Term term(Calendar one, ScenarioIds ids) {
        return new Term(
                ids.of("term", one.country() + "/" + one.code()),
                one.country(),
                one.code(),
                one.starts(),
                one.ends(),
                one.closed(),
                1);
    }

    private void enrol(
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline,
            Pupil one,
            boolean firstThere) {
        Instant when =
                ScenarioTime.later(ScenarioTime.noon(one.on()), one.child().registeredAt());
        String code = one.child().code();
        if (firstThere)
            timeline.at(
                    when,
                    "institution " + one.institution(),
                    () -> known(worker(actors, one.child()), institution(scenario, ids, one)));
        timeline.at(
                when,
                code,
                "enrolment",
                () -> enrolments.enrol(
                        worker(actors, one.child()),
                        code,
                        new EnrolChild(
                                ids.of("enrolment", code),
                                one.institution(),
                                one.pathway(),
                                one.trade(),
                                one.on(),
                                null,
                                null,
                                null,
                                null,
                                Enrolment.SealedText.none())));
    }

    /** A school of that code and country that exists already is taken, since two scenarios may name one school. */
    private Outcome<Institution> known(Actor worker, KeepInstitution node) {
        return institutions
                .find(worker, node.code())
                .filter(there -> there.country().equals(node.country()))
                .<Outcome<Institution>>map(Outcome.Done::new)
                .orElseGet(() -> institutions.add(worker, node));
    }

    /** A scenario names institutions by their code alone: they are where the children live. */
    private static KeepInstitution institution(Scenario scenario, ScenarioIds ids, Pupil one) {
        return new KeepInstitution(
                ids.of("institution", one.institution()),
                one.institution(),
                one.pathway() == Enrolment.Pathway.VOCATIONAL_TRAINING
                        ? Institution.Kind.CENTRE
                        : Institution.Kind.SCHOOL,
                one.child().destination(),
                null,
                null,
                Institution.SealedText.none(),
                null);
    }

    private void attend(
            ScenarioActors actors, Timeline timeline, Scenario scenario, Map<String, String> places, Days one) {
        String institution = or(places.get(one.child()));
        Scenario.Child child = scenario.children().stream()
                .filter(any -> any.code().equals(one.child()))
                .findFirst()
                .orElseThrow();
        Instant when = ScenarioTime.noon(one.to()).plusSeconds(3_600);
        timeline.at(
                when,
                one.child(),
                "attendance",
                () -> attendances.record(
                        worker(actors, child),
                        institution,
                        new RecordAttendance(one.child(), one.from(), one.to(), one.present(), one.expected())));
    }

    private static Actor worker(ScenarioActors actors, Scenario.Child child) {
        return actors.actor(child.worker(), child.registeredAt());
    }
}
