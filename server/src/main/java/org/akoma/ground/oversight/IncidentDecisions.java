package org.akoma.ground.oversight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The end of an incident, decided by a second data protection officer or the project manager. */
@Component
record IncidentDecisions(Incidents incidents) implements Decidable {

    @Override
    public String kind() {
        return Incidents.END;
    }

    @Override
    public Set<String> needs() {
        return Set.of("code", "kind", "country", "authority", "persons");
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return Optional.of(new Shown(
                text(decision, "code"),
                "/incidents",
                List.of(
                        code("oversight.incident.kind", "oversight.incident.kinds", decision, "kind"),
                        code("oversight.incident.country", "oversight.incident.countries", decision, "country"),
                        code("oversight.incident.authority", "oversight.incident.tolds", decision, "authority"),
                        code("oversight.incident.persons", "oversight.incident.tolds", decision, "persons"))));
    }

    private static Shown.Field code(String label, String list, Decision decision, String name) {
        return Shown.Field.code(label, list, null, text(decision, name));
    }

    private static String text(Decision decision, String name) {
        return String.valueOf(decision.fields().get(name));
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return incidents.decide(actor, decision, agreed, reason);
    }
}
