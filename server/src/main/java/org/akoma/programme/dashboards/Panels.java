package org.akoma.programme.dashboards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The charts of each subject, in the order of its page. */
@Component
class Panels {

    private final ProgrammePanels programme;
    private final FollowUpPanels followUp;
    private final MapPanels map;
    private final CommunicationPanels communication;
    private final TrainingPanels training;
    private final EvaluationPanels evaluation;
    private final PanelWords words;

    Panels(
            ProgrammePanels programme,
            FollowUpPanels followUp,
            MapPanels map,
            CommunicationPanels communication,
            TrainingPanels training,
            EvaluationPanels evaluation,
            PanelWords words) {
        this.programme = programme;
        this.followUp = followUp;
        this.map = map;
        this.communication = communication;
        this.training = training;
        this.evaluation = evaluation;
        this.words = words;
    }

    List<Panel> programme(Figures whole) {
        return programme.panels(whole);
    }

    /** @param countries the same divided by country, as structures by structure; null = not so */
    List<Panel> followUp(Actor actor, Figures whole, @Nullable Figures countries, @Nullable Figures structures) {
        List<Panel> panels = new ArrayList<>();
        panels.add(followUp.all(whole));
        if (countries != null)
            panels.add(followUp.by(
                    countries,
                    "countries",
                    code -> code.equals("UNKNOWN")
                            ? words.words().unknown()
                            : words.words().code("country", code)));
        if (structures != null) panels.add(followUp.by(structures, "structures", UnaryOperator.identity()));
        if (structures != null) panels.add(map.regions(structures));
        panels.addAll(followUp.team(actor, whole.report().asOf()));
        return panels;
    }

    List<Panel> communication(Figures whole, @Nullable Figures structures) {
        List<Panel> panels = new ArrayList<>();
        panels.add(communication.priorities(whole));
        if (whole.report().exact()) panels.add(communication.pairs(whole));
        if (structures != null) panels.add(communication.asked(structures));
        return panels;
    }

    List<Panel> training(Actor actor, Instant then, @Nullable String country) {
        return training.panels(actor, then, country);
    }

    List<Panel> evaluation(LocalDate day, @Nullable String structure) {
        return evaluation.panels(day, structure);
    }
}
