package org.akoma.protection.drafts;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.BrokenText;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own drafts as JSON. */
@RestController
@RequestMapping("/api/v1/drafts")
class DraftApi {

    private final Drafts drafts;

    DraftApi(Drafts drafts) {
        this.drafts = drafts;
    }

    /** @param at address of the page that holds the form */
    record LineView(
            UUID id,
            String form,
            @Nullable String file,
            @Nullable UUID thing,
            String at,
            Instant keptAt) {
        static LineView of(Draft.Line one) {
            Draft.Begun begun = one.begun();
            return new LineView(begun.id(), begun.form(), begun.file(), begun.thing(), one.at(), one.keptAt());
        }
    }

    /** @param values by the names that fields have on a page: {@code doneOn-day}, {@code aim-1} */
    record DraftView(
            UUID id,
            String form,
            @Nullable String file,
            @Nullable UUID thing,
            String at,
            Instant keptAt,
            Map<String, List<String>> values) {
        static DraftView of(Draft one) {
            Draft.Begun begun = one.begun();
            return new DraftView(
                    begun.id(), begun.form(), begun.file(), begun.thing(), one.at(), one.keptAt(), one.typed());
        }
    }

    record KeptView(UUID id, Instant keptAt) {}

    /**
     * What is kept.
     *
     * @param form name of the form, as under {@code /api/v1/forms}
     * @param file code; null for a form that is about no file yet
     * @param thing id of what the form changes in the file, such as a visit
     * @param at address of the page that holds the form
     * @param values by the names that fields have on a page: {@code doneOn-day}, {@code aim-1}
     */
    record Keep(
            @Nullable String form,
            @Nullable String file,
            @Nullable UUID thing,
            @Nullable String at,
            @Nullable Map<String, List<String>> values) {}

    @GetMapping
    ResponseEntity<ItemList<LineView>> all(Actor actor) {
        return ResponseEntity.ok(ItemList.of(drafts.all(actor), LineView::of));
    }

    @GetMapping("/{id}")
    ResponseEntity<DraftView> one(Actor actor, @PathVariable UUID id) {
        return drafts.find(actor, id).map(DraftView::of).map(ResponseEntity::ok).orElseGet(Problem::notFound);
    }

    @PutMapping("/{id}")
    ResponseEntity<KeptView> keep(Actor actor, @PathVariable UUID id, @RequestBody Keep body) {
        String form = Objects.requireNonNullElse(body.form(), "");
        Map<String, List<String>> values = Objects.requireNonNullElse(body.values(), Map.of());
        BrokenText.refuse(values);
        List<FieldError> strange = drafts.strange(form, values).stream()
                .map(name -> FieldError.of(name, "form.unknown-field"))
                .toList();
        if (!strange.isEmpty()) return Problem.of(strange);
        KeepDraft draft = new KeepDraft(
                new Draft.Begun(id, form, body.file(), body.thing()),
                Objects.requireNonNullElse(body.at(), ""),
                values);
        return switch (drafts.keep(actor, draft)) {
            case KeepDraft.Result.Kept(var at) -> ResponseEntity.ok(new KeptView(id, at));
            case KeepDraft.Result.NotFound() -> Problem.notFound();
            case KeepDraft.Result.Forbidden() -> Problem.forbidden();
            case KeepDraft.Result.Refused(var field, var code) -> Problem.of(List.of(FieldError.of(field, code)));
        };
    }

    @ApiResponse(responseCode = "204", description = "Deleted")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> discard(Actor actor, @PathVariable UUID id) {
        return drafts.discard(actor, id) ? ResponseEntity.noContent().build() : Problem.notFound();
    }
}
