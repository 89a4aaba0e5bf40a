package org.akoma.ground.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The drawings of {@link SteeringPages} as tables, in the caller's language. */
@RestController
class SteeringApi {

    /**
     * @param today the day of the figures, in UTC
     * @param scope PROJECT, or TEAM for a supervisor
     */
    record Answer(LocalDate today, String scope, List<Table> charts) {}

    /**
     * @param sentence what the drawing shows
     * @param columns what each count of a row counts
     */
    record Table(String key, String title, String sentence, List<String> columns, List<Row> rows) {}

    record Row(String label, List<Long> counts) {}

    private final ObjectProvider<SteeringCharts> rooms;
    private final Formats words;
    private final Clock clock;

    SteeringApi(ObjectProvider<SteeringCharts> rooms, Formats words, Clock clock) {
        this.rooms = rooms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/api/v1/steering")
    ResponseEntity<Answer> steering(Actor actor) {
        if (!SteeringPages.steers(actor)) return Problem.forbidden();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Table> charts =
                SteeringPages.all(rooms, actor, today).stream().map(this::table).toList();
        return ResponseEntity.ok(new Answer(today, SteeringPages.scope(actor), charts));
    }

    private Table table(HomeCard card) {
        Chart chart = Objects.requireNonNull(card.chart());
        return new Table(
                card.key(),
                words.text("card." + card.key()),
                chart.sentence(),
                chart.legend(),
                chart.bars().stream()
                        .map(bar -> new Row(bar.label(), bar.counts()))
                        .toList());
    }
}
