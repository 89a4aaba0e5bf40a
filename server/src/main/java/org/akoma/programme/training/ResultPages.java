package org.akoma.programme.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The grids in which a session is recorded: one line a person, one press of a key a cell. */
@Controller
@RequestMapping("/training/sessions/{code}")
class ResultPages {

    private final TrainingSessions sessions;
    private final TrainingResults results;
    private final Forms forms;

    ResultPages(TrainingSessions sessions, TrainingResults results, Forms forms) {
        this.sessions = sessions;
        this.results = results;
        this.forms = forms;
    }

    private TrainingSession grid(Actor actor, String code, String after, int lines, Model model) {
        TrainingSession session = sessions.find(actor, code).orElseThrow(TrainingPages::nothing);
        TrainingPages.keeping(actor);
        List<Results> found = sessions.results(actor, session, after, Integer.MAX_VALUE).stream()
                .filter(one -> !one.participant().withdrawn())
                .limit(lines + 1L)
                .toList();
        model.addAttribute("one", session);
        model.addAttribute("people", found.stream().limit(lines).toList());
        model.addAttribute("after", after);
        model.addAttribute(
                "next",
                found.size() > lines ? found.get(lines - 1).participant().code() : null);
        return session;
    }

    /** Where one goes on after saving: the next lines, or the session, which names what is recorded next. */
    private static String onward(String code, String grid, @Nullable String next, String more, String done) {
        return next == null || next.isEmpty()
                ? "/training/sessions/" + code + "?done=training." + done
                : "/training/sessions/" + code + "/" + grid + "?after=" + next + more + "&done=training.recorded";
    }

    @GetMapping("/attendance")
    String attendance(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        PostedForm.nothing(model);
        return attendanceGrid(actor, code, day, after, model);
    }

    private String attendanceGrid(Actor actor, String code, @Nullable String day, String after, Model model) {
        TrainingSession session = grid(actor, code, after, TrainingPages.LINES, model);
        LocalDate today = sessions.today();
        LocalDate shown = session.days().stream()
                .filter(one -> one.toString().equals(day))
                .findFirst()
                .or(() -> session.days().stream().filter(today::equals).findFirst())
                .orElse(session.firstDay());
        model.addAttribute("day", shown);
        model.addAttribute("come", !shown.isAfter(today));
        model.addAttribute(
                "recorded",
                sessions.results(actor, session, after, TrainingPages.LINES).stream()
                        .anyMatch(one -> one.attended().containsKey(shown)));
        return "training/attendance";
    }

    @PostMapping("/attendance")
    String attend(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String next,
            Submission<TickAttendance> submission) {
        grid(actor, code, "", 1, submission.sent().model());
        String day = submission.form().typed("day");
        return Answer.page(
                submission,
                input -> results.attend(actor, code, input),
                now -> onward(code, "attendance", next, "&day=" + day, afterDay(actor, code, day)),
                model -> attendanceGrid(actor, code, day, after, model));
    }

    /** The next day of the session, or the test that follows its last day. */
    private String afterDay(Actor actor, String code, String day) {
        return sessions.find(actor, code)
                .flatMap(session -> session.days().stream()
                        .filter(one -> one.toString().compareTo(day) > 0)
                        .findFirst())
                .map(next -> "day-recorded&day=" + next)
                .orElse("days-recorded");
    }

    @GetMapping("/scores")
    String scores(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "BEFORE") String round,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        PostedForm.nothing(model);
        return scoreGrid(actor, code, round, after, model);
    }

    private String scoreGrid(Actor actor, String code, String round, String after, Model model) {
        TrainingSession session = grid(actor, code, after, TrainingPages.LINES, model);
        model.addAttribute(
                "round",
                Optional.of(round)
                        .filter(Results.Round.AFTER.name()::equals)
                        .map(Results.Round::valueOf)
                        .orElse(Results.Round.BEFORE));
        model.addAttribute("begun", !session.firstDay().isAfter(sessions.today()));
        return "training/scores";
    }

    @PostMapping("/scores")
    String score(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String next,
            Submission<EnterScores> submission) {
        grid(actor, code, "", 1, submission.sent().model());
        String round = submission.form().typed("round");
        return Answer.page(
                submission,
                input -> results.score(actor, code, input),
                now -> onward(
                        code,
                        "scores",
                        next,
                        "&round=" + round,
                        Results.Round.AFTER.name().equals(round) ? "after-recorded" : "before-recorded"),
                model -> scoreGrid(actor, code, round, after, model));
    }

    @GetMapping("/practicals")
    String practicals(
            Actor actor, @PathVariable String code, @RequestParam(defaultValue = "") String after, Model model) {
        PostedForm.nothing(model);
        return practicalGrid(actor, code, after, model);
    }

    private String practicalGrid(Actor actor, String code, String after, Model model) {
        TrainingSession session = grid(actor, code, after, TrainingPages.LINES, model);
        model.addAttribute("begun", !session.firstDay().isAfter(sessions.today()));
        return "training/practicals";
    }

    @PostMapping("/practicals")
    String practical(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String next,
            Submission<EnterPracticals> submission) {
        grid(actor, code, "", 1, submission.sent().model());
        return Answer.page(
                submission,
                input -> results.practicals(actor, code, input),
                now -> onward(code, "practicals", next, "", "practicals-recorded"),
                model -> practicalGrid(actor, code, after, model));
    }

    @GetMapping("/end-forms")
    String endForms(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return endForm(actor, code, model);
    }

    private String endForm(Actor actor, String code, Model model) {
        TrainingSession session = sessions.find(actor, code).orElseThrow(TrainingPages::nothing);
        TrainingPages.keeping(actor);
        model.addAttribute("one", session);
        model.addAttribute("count", results.endForms(actor, session));
        model.addAttribute("ask", forms.fresh(EnterEndForm.class));
        return "training/end-form";
    }

    @PostMapping("/end-forms")
    String react(Actor actor, @PathVariable String code, Submission<EnterEndForm> submission) {
        Objects.requireNonNull(endForm(actor, code, submission.sent().model()));
        return Answer.page(
                submission,
                input -> results.react(actor, code, input),
                now -> "/training/sessions/" + code + "/end-forms?done=training.end-form-entered",
                model -> endForm(actor, code, model));
    }
}
