package org.akoma.programme.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the coordinator of training has to see to: who is to be observed, whose certificate ends, who passed and is not yet proposed; and how training
 * stands. Anyone who confirms certificates finds them among the decisions.
 */
@Component
@Order(40)
class TrainingTasks implements Tasks, HomeCards {

    private static final int FEW = 5;

    private final TrainingSessions sessions;
    private final Certificates certificates;
    private final FieldChecklists checklists;
    private final TrainingFigures figures;
    private final Formats words;

    TrainingTasks(
            TrainingSessions sessions,
            Certificates certificates,
            FieldChecklists checklists,
            TrainingFigures figures,
            Formats words) {
        this.sessions = sessions;
        this.certificates = certificates;
        this.checklists = checklists;
        this.figures = figures;
        this.words = words;
    }

    static boolean coordinates(Actor actor) {
        return actor.is(Role.LE_COORDINATOR);
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.TRAINING_WRITE)) return List.of();
        List<Task> tasks = new ArrayList<>();
        for (FieldChecklists.Due one : checklists.due(actor))
            tasks.add(new Task(
                            "training-observe",
                            one.session(),
                            null,
                            one.on(),
                            "/training/checklists?session=" + one.session() + "&occasion=" + one.occasion(),
                            1) // one act for all who took part
                    .of(new Task.About("training-occasion", one.occasion().name()), null));
        int ending = certificates.refreshers(actor, MOST).size();
        if (ending > 0) tasks.add(Task.many("training-refresher", ending, "/training/refreshers"));
        for (CertificateStore.Ready one : certificates.ready(actor, MOST))
            tasks.add(new Task(
                    "training-certify",
                    one.session(),
                    null,
                    null,
                    "/training/sessions/" + one.session(),
                    one.people()));
        return tasks;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.TRAINING_WRITE)) return List.of();
        List<HomeCard.Line> next = sessions.list(actor).stream()
                .filter(one -> !one.cancelled() && !one.lastDay().isBefore(today))
                .sorted(Comparator.comparing(TrainingSession::firstDay))
                .limit(FEW)
                .map(one -> new HomeCard.Line(
                        one.code(),
                        null,
                        List.of(
                                words.text("training.from-to", words.date(one.firstDay()), words.date(one.lastDay())),
                                words.text("training.enrolled", one.participants())),
                        "/training/sessions/" + one.code()))
                .toList();
        return List.of(
                HomeCard.work("training-next", List.of(), next, "/training"),
                HomeCard.summary("training", counts(actor), "/training/overview"));
    }

    private List<HomeCard.Figure> counts(Actor actor) {
        List<TrainingFigure> held = figures.report(actor, figures.endOf(actor, null));
        int trained = 0;
        int certified = 0;
        for (TrainingFigure one : held) {
            trained += one.trained() == null ? 0 : one.trained();
            certified += one.certified() == null ? 0 : one.certified();
        }
        return List.of(
                new HomeCard.Figure(words.text("card.training.sessions"), words.number(held.size()), null, "/training"),
                new HomeCard.Figure(words.text("card.training.trained"), words.number(trained), null, null),
                new HomeCard.Figure(
                        words.text("card.training.certified"),
                        words.number(certified),
                        trained == 0 ? null : words.percent(100.0 * certified / trained),
                        null));
    }
}
