package org.akoma.protection.placement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.FileDangers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shelter hears of danger to a child that stays there, as JSON: kinds, never the words of who reported it. */
@RestController
@RequestMapping("/api/v1/cases/{code}/placements/current/dangers")
class StayDangerApi {

    private final Stays stays;

    StayDangerApi(Stays stays) {
        this.stays = stays;
    }

    record DangerView(
            @Schema(description = "A code of the list alert-type")
            String type,

            @Schema(
                    description =
                            "When it was reported last; of a danger of before the stay, when it was reported first")
            Instant since,

            @Schema(description = "When somebody took it on; null = nobody has") @Nullable
            Instant takenOnAt,

            @Schema(
                    description =
                            "When it was closed; it is told until the end of a stay that began for safety. null = it runs")
            @Nullable
            Instant closedAt) {
        static DangerView of(FileDangers.Danger one) {
            return new DangerView(one.type(), one.since(), one.takenOnAt(), one.closedAt());
        }
    }

    /** @param changedAt when the number became another, within the week; null = before */
    record NumberView(
            String telephone,
            @Nullable Instant changedAt,

            @Schema(description = "Whether this is the number of before that change")
            boolean former) {}

    record CallView(
            @Schema(description = "Code of who follows the child") @Nullable
            String worker,

            @Nullable NumberView workerOwn,
            @Nullable String supervisor,
            String structure,

            @Schema(description = "The supervisor's own number") @Nullable
            NumberView own,

            @Schema(description = "Of the structure, which two people wrote") @Nullable
            String telephone,

            @Schema(description = "Number of the programme's first help line; null = none is set") @Nullable
            String helpLine) {
        static @Nullable CallView of(FileDangers.@Nullable Call call) {
            if (call == null) return null;
            return new CallView(
                    code(call.worker()),
                    number(call.worker()),
                    code(call.supervisor()),
                    call.structure(),
                    number(call.supervisor()),
                    call.telephone(),
                    call.helpLine() == null ? null : call.helpLine().number());
        }

        private static @Nullable String code(FileDangers.@Nullable Called person) {
            return person == null ? null : person.code();
        }

        private static @Nullable NumberView number(FileDangers.@Nullable Called person) {
            FileDangers.Own own = person == null ? null : person.own();
            return own == null ? null : new NumberView(own.telephone(), own.changedAt(), own.former());
        }
    }

    /** @param call who is called; null where there is no danger */
    record StayDangersView(List<DangerView> items, @Nullable CallView call) {}

    @Operation(
            summary = "Dangers to a child who stays in one's own shelter, the gravest first, and whom to call",
            description = "For who runs that shelter alone: by kind, never what was reported.")
    @GetMapping
    ResponseEntity<StayDangersView> all(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                stays.dangers(actor, code),
                told -> ResponseEntity.ok(new StayDangersView(
                        told.all().stream().map(DangerView::of).toList(), CallView.of(told.call()))));
    }
}
