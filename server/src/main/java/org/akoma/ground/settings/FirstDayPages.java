package org.akoma.ground.settings;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.Ways;
import org.akoma.ground.web.PostedForm;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The guide of the first day, and its card on the home page while something is missing. */
@Controller
@Order(905) // behind what people open every day, once there is a child (before: FirstDayNav)
class FirstDayPages implements HomeCards, NavItems, Ways.Onward {

    private static final String PAGE = "/settings/first-day";

    private static final Set<String> SETTING_UP = Set.of(
            "account-made",
            "organisation-made",
            "organisation-corrected",
            "given",
            "account",
            "card-kept",
            "access.roles-approved",
            "decisions.agreed",
            "decisions.password",
            "decisions.waits",
            "deputies.named",
            "first-day",
            "followup.focal-point",
            "followup.focal-point-ended");

    private final FirstDay day;
    private final Formats words;
    private final Forms forms;
    private final String folder;

    FirstDayPages(FirstDay day, Formats words, Forms forms, @Value("${akoma.data:data}") Path data) {
        this.folder = typed(new DataFolder(data).root().toString());
        this.forms = forms;
        this.day = day;
        this.words = words;
    }

    @GetMapping(PAGE)
    String guide(Actor actor, Model model) {
        if (!FirstDay.reads(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        List<FirstDayLine> lines = day.lines(actor);
        model.addAttribute("parts", FirstDayLine.Part.values());
        model.addAttribute("byPart", lines.stream().collect(Collectors.groupingBy(FirstDayLine::part)));
        model.addAttribute("missing", missing(lines, FirstDayLine.Part.FIRST_CHILD));
        model.addAttribute("begun", lines.stream().anyMatch(FirstDayLine::isOfARegisteredChild));
        model.addAttribute("later", missing(lines, FirstDayLine.Part.THIS_WEEK));
        model.addAttribute("keys", day.keysPrint(actor));
        return "settings/first-day";
    }

    /** How it is done, and the form by which it is confirmed. */
    @GetMapping(PAGE + "/{key:keys|backup}")
    String how(Actor actor, @PathVariable String key, Model model) {
        if (!FirstDay.reads(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        PostedForm.nothing(model);
        return step(actor, key, model);
    }

    private String step(Actor actor, String key, Model model) {
        FirstDayLine line = day.lines(actor).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
        model.addAttribute("line", line);
        model.addAttribute("keys", day.keysPrint(actor));
        model.addAttribute("folder", folder);
        model.addAttribute("ask", forms.fresh(FirstDayStep.class));
        return "settings/first-day-step";
    }

    /** As one word of a command. */
    private static String typed(String path) {
        return path.matches("[\\p{L}\\p{N}/._-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    @PostMapping(PAGE + "/confirmations")
    String confirm(Actor actor, Submission<FirstDayStep> submission) {
        if (!FirstDay.reads(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return Answer.page(
                submission,
                said -> day.confirm(actor, said),
                done -> PAGE + "?done=first-day",
                m -> step(actor, key(submission.form().typed("step")), m));
    }

    /** The line whose step was sent. */
    private static String key(String step) {
        return FirstDay.CONFIRMED.entrySet().stream()
                .filter(one ->
                        one.getValue().name().equals(step) && !one.getKey().equals("limits"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /** Back to the guide from what it led to, as long as something is missing. */
    @Override
    public Optional<WayOn> onward(String done, Actor me) {
        return SETTING_UP.contains(done) && isUnfinished(day.lines(me))
                ? Optional.of(WayOn.to("done." + done, PAGE, null))
                : Optional.empty();
    }

    private static boolean isUnfinished(List<FirstDayLine> lines) {
        return lines.stream().anyMatch(line -> line.state() == FirstDayLine.State.TO_DO);
    }

    private static long missing(List<FirstDayLine> lines, FirstDayLine.Part part) {
        return lines.stream()
                .filter(line -> line.part() == part)
                .filter(line -> line.state() == FirstDayLine.State.TO_DO)
                .count();
    }

    static NavItem item() {
        return NavItem.of("first-day", PAGE, "check");
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return FirstDay.reads(actor) && day.isBegun(actor) ? List.of(item()) : List.of();
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<FirstDayLine> lines = day.lines(actor);
        if (!isUnfinished(lines)) return List.of();
        List<HomeCard.Figure> figures = Arrays.stream(FirstDayLine.Part.values())
                .filter(part -> missing(lines, part) > 0)
                .map(part -> figure(lines, part))
                .toList();
        return List.of(HomeCard.summary("first-day", figures, PAGE).toSeeTo());
    }

    private HomeCard.Figure figure(List<FirstDayLine> lines, FirstDayLine.Part part) {
        long all = lines.stream().filter(line -> line.part() == part).count();
        return new HomeCard.Figure(
                words.text("card.first-day.missing." + part),
                words.number((int) missing(lines, part)),
                words.text("card.first-day.of", all),
                PAGE);
    }
}
