package org.akoma.programme.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a second person sees of certificates, and what follows. It is read from the request, which holds codes and results and no name: who decides may work
 * on a login that reads no training record. Who keeps the sessions, or coordinates the structure, reads the names beside the codes; others read the
 * holder's account as they know it.
 */
@Configuration(proxyBeanMethods = false)
class CertificateDecisions {

    static final String SESSION = "session";
    static final String NUMBER = "number";
    private static final String MODULES = "modules";
    private static final String DAYS = "days";
    private static final String PEOPLE = "people";
    private static final String WITHOUT = "without";
    private static final String POINTS = "points";
    private static final String COURSE = "course";
    private static final String CODE = "code";
    private static final String ACCOUNT = "account";
    private static final String NAME = "name";

    /** One person on the list, as a line of the page. */
    private static final List<String> OF_PERSON =
            List.of(CODE, NAME, ACCOUNT, "structure", "profession", "before", "after", "attended");

    static Map<String, Object> fields(TrainingSession session, List<Results> listed, PassRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(SESSION, session.code());
        fields.put(COURSE, session.course().title() + ", " + session.course().name());
        fields.put(DAYS, session.days().stream().map(Object::toString).toList());
        fields.put(MODULES, session.course().modules().stream().map(Enum::name).toList());
        fields.put(PEOPLE, listed.stream().map(one -> person(one, rule)).toList());
        return fields;
    }

    private static Map<String, Object> person(Results one, PassRule rule) {
        Map<String, Object> person = new HashMap<>();
        person.put(CODE, one.participant().code());
        if (one.participant().account() != null)
            person.put(ACCOUNT, Objects.requireNonNull(one.participant().account()));
        if (one.participant().structure() != null)
            person.put("structure", Objects.requireNonNull(one.participant().structure()));
        person.put("profession", one.participant().profession().name());
        Integer before = one.total(Results.Round.BEFORE);
        if (before != null) person.put("before", before);
        person.put("after", Objects.requireNonNull(one.total(Results.Round.AFTER)));
        person.put("attended", one.daysAttended());
        Map<TrainingModule, Integer> points = one.modules().getOrDefault(Results.Round.AFTER, Map.of());
        if (!points.isEmpty()) person.put(POINTS, inOrder(points));
        List<String> without = rule.failed(one).stream().map(Enum::name).toList();
        if (!without.isEmpty()) person.put(WITHOUT, without);
        return person;
    }

    private static List<Map<String, Object>> inOrder(Map<TrainingModule, Integer> points) {
        return points.keySet().stream()
                .sorted()
                .<Map<String, Object>>map(module -> Map.of("module", module.name(), POINTS, points.get(module)))
                .toList();
    }

    static Map<String, Object> fields(Certificate one, Participant holder, Certificate.Why why) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(NUMBER, one.number());
        fields.put("participant", one.participant());
        if (holder.account() != null) fields.put(ACCOUNT, Objects.requireNonNull(holder.account()));
        fields.put(SESSION, holder.session());
        fields.put(MODULES, one.modules().stream().map(Enum::name).toList());
        fields.put("lastDay", one.lastDay().toString());
        fields.put("why", why.name());
        return fields;
    }

    private abstract static class OfCertificates implements Decidable {

        private final String kind;
        private final String title;
        private final Set<String> needs;

        OfCertificates(String kind, String title, Set<String> needs) {
            this.kind = kind;
            this.title = title;
            this.needs = needs;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public Set<String> needs() {
            return needs;
        }

        @Override
        public Optional<String> title(Actor actor, Decision decision) {
            return Optional.ofNullable(text(decision, title));
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return title(actor, decision).map(named -> new Shown(named, null, shown(actor, decision)));
        }

        abstract List<Shown.Field> shown(Actor actor, Decision decision);
    }

    private static @Nullable String text(Decision decision, String field) {
        Object value = decision.fields().get(field);
        return value == null ? null : value.toString();
    }

    private static List<String> texts(Decision decision, String field) {
        return decision.fields().get(field) instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** @param names of those whom the reader may read by name, by code */
    private static List<Shown.Field> ofList(Decision decision, Map<String, String> names) {
        List<Object> lines = new ArrayList<>();
        List<Object> points = new ArrayList<>();
        List<Object> without = new ArrayList<>();
        if (decision.fields().get(PEOPLE) instanceof List<?> all)
            for (Object one : all)
                if (one instanceof Map<?, ?> person) {
                    lines.add(line(person, names));
                    if (person.get(POINTS) instanceof List<?> modules) points.add(points(person, modules));
                    if (person.get(WITHOUT) instanceof List<?> modules) without.add(line(person, modules));
                }
        List<Shown.Field> fields = new ArrayList<>(List.of(
                Shown.Field.text("training.session.course", null, text(decision, COURSE)),
                Shown.Field.codes("training.days", Shown.DAYS_OF_YEAR, List.of(), texts(decision, DAYS)),
                Shown.Field.codes("training.modules", "training-module", List.of(), texts(decision, MODULES)),
                Shown.Field.text("training.people", null, String.valueOf(lines.size())),
                new Shown.Field("training.listed", Shown.LINES, List.of(), lines)));
        if (!points.isEmpty()) fields.add(new Shown.Field("training.module-points.all", null, List.of(), points));
        if (!without.isEmpty()) fields.add(new Shown.Field("training.without", null, List.of(), without));
        return fields;
    }

    /** What the test afterwards gave for each module, where it was counted so. */
    private static Shown.Line points(Map<?, ?> person, List<?> modules) {
        List<Shown.Part> parts = new ArrayList<>();
        parts.add(new Shown.Part(null, String.valueOf(person.get(CODE))));
        for (Object one : modules)
            if (one instanceof Map<?, ?> module) {
                parts.add(new Shown.Part("training-module", String.valueOf(module.get("module"))));
                parts.add(new Shown.Part(null, String.valueOf(module.get(POINTS))));
            }
        return new Shown.Line(parts);
    }

    /** Whom the certificate names fewer modules than the course has, and which are left out. */
    private static Shown.Line line(Map<?, ?> person, List<?> modules) {
        List<Shown.Part> parts = new ArrayList<>();
        parts.add(new Shown.Part(null, String.valueOf(person.get(CODE))));
        for (Object module : modules) parts.add(new Shown.Part("training-module", module.toString()));
        return new Shown.Line(parts);
    }

    private static Shown.Line line(Map<?, ?> person, Map<String, String> names) {
        String known = names.get(String.valueOf(person.get(CODE)));
        List<Shown.Part> parts = new ArrayList<>();
        for (String name : OF_PERSON) {
            Object value = name.equals(NAME) ? known : name.equals(ACCOUNT) && known != null ? null : person.get(name);
            if (value == null) continue;
            String list = switch (name) {
                case ACCOUNT -> Shown.PERSON;
                case "structure" -> Shown.STRUCTURE;
                case "profession" -> "training-profession";
                case "attended" -> Shown.NUMBER_OF_DAYS;
                default -> null;
            };
            parts.add(new Shown.Part(list, value.toString()));
        }
        return new Shown.Line(parts);
    }

    private static List<Shown.Field> ofEnd(Decision decision, Map<String, String> names) {
        Map<String, Object> holder = new HashMap<>();
        holder.put(CODE, text(decision, "participant"));
        holder.put(ACCOUNT, text(decision, ACCOUNT));
        return List.of(
                new Shown.Field("training.certificate.holder", Shown.LINES, List.of(), List.of(line(holder, names))),
                Shown.Field.codes("training.modules", "training-module", List.of(), texts(decision, MODULES)),
                Shown.Field.code("training.certificate.last-day", Shown.DAYS_OF_YEAR, null, text(decision, "lastDay")),
                Shown.Field.code("training.revoke.why", "training-revoked", null, text(decision, "why")));
    }

    private static Decidable list(Certificates certificates, Profession.Side side) {
        return new OfCertificates(Certificates.listing(side), SESSION, Set.of(SESSION, PEOPLE)) {
            @Override
            List<Shown.Field> shown(Actor actor, Decision decision) {
                return ofList(decision, certificates.names(actor, text(decision, SESSION)));
            }

            @Override
            public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
                return certificates.decideList(actor, decision, agreed, reason);
            }

            @Override
            public Optional<String> again(Actor actor, Decision decision) {
                return Optional.of("/training/sessions/" + text(decision, SESSION));
            }
        };
    }

    private static Decidable end(Certificates certificates, Profession.Side side) {
        return new OfCertificates(Certificates.ending(side), NUMBER, Set.of(NUMBER, "why")) {
            @Override
            List<Shown.Field> shown(Actor actor, Decision decision) {
                return ofEnd(decision, certificates.names(actor, text(decision, SESSION)));
            }

            @Override
            public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
                return certificates.decideEnd(actor, decision, agreed, reason);
            }

            @Override
            public Optional<String> again(Actor actor, Decision decision) {
                return Optional.of("/training/people/" + text(decision, "participant"));
            }
        };
    }

    @Bean
    Decidable certificatesOfPolice(Certificates certificates) {
        return list(certificates, Profession.Side.POLICE);
    }

    @Bean
    Decidable certificatesOfCare(Certificates certificates) {
        return list(certificates, Profession.Side.CARE);
    }

    @Bean
    Decidable endedCertificatesOfPolice(Certificates certificates) {
        return end(certificates, Profession.Side.POLICE);
    }

    @Bean
    Decidable endedCertificatesOfCare(Certificates certificates) {
        return end(certificates, Profession.Side.CARE);
    }
}
