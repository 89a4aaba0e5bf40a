package org.akoma.ground.journal;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The journal as JSON for the people who oversee it: the content of acts stays sealed; who acted and when is shown. */
@RestController
@RequestMapping("/api/v1/journal")
class JournalApi {

    private final Readings readings;
    private final Clock clock;

    JournalApi(Readings readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /** @param about the code of the file, operation or person whose chain it is */
    record Item(
            Instant at,
            UUID chain,
            int seq,
            String person,
            String act,
            String section,
            @Nullable String about) {
        static Item of(Readings.Line line) {
            return new Item(
                    line.at(),
                    line.chain(),
                    line.seq(),
                    line.person(),
                    line.act(),
                    Section.of(line.section()).iterator().next().name(),
                    line.about());
        }
    }

    record Items(List<Item> items, @Nullable String next) {}

    record RootView(long n, Instant at, int entries, String root, String signature) {
        static RootView of(Root root) {
            HexFormat hex = HexFormat.of();
            return new RootView(
                    root.n(),
                    root.at(),
                    root.leaves().size(),
                    hex.formatHex(root.root()),
                    hex.formatHex(root.signature()));
        }
    }

    record Roots(List<RootView> items) {}

    record Checked(
            boolean sound,
            long entries,
            long roots,
            @Nullable String misfit) {}

    @Operation(
            summary =
                    "Entries, newest first; filters: person, about (code of a file, operation or person), chain, act, from, until (days, UTC). Without dates: the last week")
    @GetMapping
    ResponseEntity<Items> read(Actor actor, HttpServletRequest request) {
        if (!Readings.mayRead(actor)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        JournalQuery query = JournalQuery.of(form, clock);
        if (!form.refuseUnknown().isSound() || query == null) return Problem.of(form.errors());
        Readings.Page page = readings.page(actor, query);
        return ResponseEntity.ok(new Items(page.lines().stream().map(Item::of).toList(), page.next()));
    }

    @Operation(summary = "The newest signed roots")
    @GetMapping("/roots")
    ResponseEntity<Roots> roots(Actor actor) {
        if (!Readings.keeps(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Roots(readings.roots(actor).stream().map(RootView::of).toList()));
    }

    @Operation(summary = "Recompute every entry, tree and signature; names the first that does not fit")
    @PostMapping("/verification")
    ResponseEntity<Checked> verify(Actor actor) {
        if (!Readings.keeps(actor)) return Problem.forbidden();
        Verification found = readings.verify();
        return ResponseEntity.ok(new Checked(found.sound(), found.entries(), found.roots(), found.misfit()));
    }
}
