package org.akoma.ground.oversight;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.people.PeopleAnswers;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** What people read beyond what is usual, as pages. */
@Controller
class UnusualReadingPages {

    private static final String HERE = "/unusual-readings";

    private final UnusualReadings readings;
    private final Forms forms;

    UnusualReadingPages(UnusualReadings readings, Forms forms) {
        this.readings = readings;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String list(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        PeopleAnswers.allow(actor, Verb.JOURNAL_READ);
        Form form = Form.of(request.getParameterMap());
        ListReadings wanted = ListReadings.of(ListPage.filters(form));
        if (wanted == null) response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        UnusualReadings.Page page =
                wanted == null ? new UnusualReadings.Page(java.util.List.of(), null) : readings.list(actor, wanted);
        model.addAttribute("readings", page.readings());
        model.addAttribute("states", UnusualReading.State.values());
        model.addAttribute("next", next(page.next(), request.getParameterMap()));
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("judges", UnusualReadings.judges(actor));
        return "oversight/readings";
    }

    private static @Nullable String next(@Nullable String cursor, Map<String, String[]> asked) {
        if (cursor == null) return null;
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(HERE);
        asked.forEach((name, values) -> {
            if (!name.equals("cursor") && values.length > 0 && !values[0].isBlank())
                address.queryParam(name, values[0]);
        });
        return address.queryParam("cursor", cursor).encode().build().toUriString();
    }

    @GetMapping(HERE + "/{id}")
    String show(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return one(actor, id, model);
    }

    private String one(Actor actor, UUID id, Model model) {
        PeopleAnswers.allow(actor, Verb.JOURNAL_READ);
        UnusualReading found = readings.find(actor, id).orElseThrow(PeopleAnswers::nothing);
        model.addAttribute("one", found);
        model.addAttribute("explains", UnusualReadings.explains(actor) && found.state() == UnusualReading.State.OPEN);
        boolean waits = UnusualReadings.judges(actor) && found.state() != UnusualReading.State.JUDGED;
        boolean beside = waits && readings.isBeside(actor, id);
        model.addAttribute("judges", waits && !beside);
        model.addAttribute("beside", beside);
        model.addAttribute("incident", readings.incident(actor, id));
        model.addAttribute("explain", forms.view(ExplainReading.class));
        model.addAttribute("judge", forms.view(JudgeReading.class));
        return "oversight/reading";
    }

    @PostMapping(HERE + "/{id}/explanation")
    String explain(Actor actor, @PathVariable UUID id, Submission<ExplainReading> submission) {
        return answer(
                actor, id, submission, said -> readings.explain(actor, id, said), "explanation", "oversight.explained");
    }

    @PostMapping(HERE + "/{id}/judgement")
    String judge(Actor actor, @PathVariable UUID id, Submission<JudgeReading> submission) {
        return answer(actor, id, submission, said -> readings.judge(actor, id, said), "why", "oversight.judged");
    }

    private <T> String answer(
            Actor actor,
            UUID id,
            Submission<T> submission,
            Function<T, UnusualReading.Outcome> act,
            String words,
            String done) {
        PeopleAnswers.allow(actor, Verb.JOURNAL_READ);
        T said = submission.read();
        if (said == null) return submission.again(m -> one(actor, id, m));
        return switch (act.apply(said)) {
            case DONE -> "redirect:" + HERE + "/" + id + "?done=" + done;
            case WHY -> submission.again(FieldError.of(words, "form.required"), m -> one(actor, id, m));
            case MANY -> submission.again(FieldError.of("verdict", "oversight.incident-many"), m -> one(actor, id, m));
            case BESIDE -> submission.overtaken("oversight.reading-beside", m -> one(actor, id, m));
            case CHANGED -> submission.overtaken("oversight.reading-over", m -> one(actor, id, m));
            case NOT_FOUND -> throw PeopleAnswers.nothing();
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }
}
