package org.akoma.ground.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** The journal as pages: entries, signed roots, and the check of everything. */
@Controller
class JournalPages {

    private final Readings readings;
    private final Clock clock;

    JournalPages(Readings readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /** @param section of the file, as its name; null = it is about no file */
    record Row(Readings.Line line, @Nullable String section) {}

    @GetMapping("/journal")
    String read(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!Readings.mayRead(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Form form = Form.of(request.getParameterMap());
        JournalQuery query = JournalQuery.of(ListPage.filters(form), clock);
        if (query == null) response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Readings.Page page = query == null ? new Readings.Page(List.of(), null, false) : readings.page(actor, query);
        model.addAttribute(
                "rows",
                page.lines().stream()
                        .map(line -> new Row(
                                line,
                                line.ofPerson()
                                        ? null
                                        : Section.of(line.section())
                                                .iterator()
                                                .next()
                                                .name()))
                        .toList());
        model.addAttribute("next", next(page.next(), request.getParameterMap()));
        model.addAttribute("unknown", page.unknown());
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("keeps", Readings.keeps(actor));
        return "journal/entries";
    }

    private static @Nullable String next(@Nullable String cursor, Map<String, String[]> asked) {
        if (cursor == null) return null;
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/journal");
        filled(asked, address::queryParam);
        return address.queryParam("cursor", cursor).encode().build().toUriString();
    }

    /** The acts, of which there are too many for the page that is read every day. */
    @GetMapping("/journal/acts")
    String acts(Actor actor, HttpServletRequest request, Model model) {
        if (!Readings.mayRead(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Map<String, String> kept = new LinkedHashMap<>();
        filled(request.getParameterMap(), kept::put);
        kept.remove("act");
        model.addAttribute("kept", kept);
        model.addAttribute("form", Form.of(request.getParameterMap()));
        return "journal/acts";
    }

    @GetMapping("/journal/roots")
    String roots(Actor actor, Model model) {
        return roots(actor, model, null);
    }

    /** What was searched for, without the place in the list. */
    private static void filled(Map<String, String[]> asked, BiConsumer<String, String> each) {
        asked.forEach((name, values) -> {
            if (!name.equals("cursor") && values.length > 0 && !values[0].isBlank()) each.accept(name, values[0]);
        });
    }

    @PostMapping("/journal/verification")
    String verify(Actor actor, Model model) {
        if (!Readings.keeps(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return roots(actor, model, readings.verify());
    }

    private String roots(Actor actor, Model model, @Nullable Verification found) {
        if (!Readings.keeps(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute(
                "roots",
                readings.roots(actor).stream().map(JournalApi.RootView::of).toList());
        model.addAttribute("found", found);
        return "journal/roots";
    }
}
