package org.akoma.programme.publication;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stories, as JSON. No answer says which child one is about. */
@RestController
class StoryApi {

    private final Stories stories;

    StoryApi(Stories stories) {
        this.stories = stories;
    }

    /**
     * @param oddWords words that may be names: who agrees says first that none is one
     * @param looked whether the caller has said so
     */
    record StoryView(
            UUID id,
            String code,
            Story.State state,
            String titleFr,
            String textFr,
            String titleEn,
            String textEn,
            List<String> oddWords,
            boolean looked,
            String writtenBy,
            Instant writtenAt,
            @Nullable Instant agreedForCareAt,
            @Nullable Instant agreedForDataAt,
            @Nullable Instant unpublishedAt) {
        static StoryView of(Story one) {
            return new StoryView(
                    one.id(),
                    one.code(),
                    one.state(),
                    one.french().title(),
                    one.french().text(),
                    one.english().title(),
                    one.english().text(),
                    one.oddWords(),
                    one.looked(),
                    one.writtenBy(),
                    one.writtenAt(),
                    one.careAt(),
                    one.dataAt(),
                    one.unpublishedAt());
        }
    }

    record StoryViews(List<StoryView> items) {}

    @Operation(summary = "Stories that the caller wrote or agrees to, the newest first")
    @GetMapping("/api/v1/publication/stories")
    ResponseEntity<StoryViews> all(Actor actor) {
        if (!actor.may(Verb.STORY_READ)) return Problem.forbidden();
        return ResponseEntity.ok(
                new StoryViews(stories.list(actor).stream().map(StoryView::of).toList()));
    }

    @Operation(summary = "Write a story of a child whose yes to press and communication holds; two others agree to it")
    @ApiResponse(responseCode = "201", description = "It waits for two others", useReturnTypeSchema = true)
    @PostMapping("/api/v1/publication/stories")
    ResponseEntity<StoryView> write(Actor actor, Submission<WriteStory> submission) {
        return Answer.json(submission, input -> stories.write(actor, input), HttpStatus.CREATED, StoryView::of);
    }

    @Operation(summary = "One story")
    @GetMapping("/api/v1/publication/stories/{code}")
    ResponseEntity<StoryView> one(Actor actor, @PathVariable String code) {
        return stories.find(actor, code)
                .map(one -> ResponseEntity.ok(StoryView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Say, as one of those who may agree, that none of the words that may be names is one")
    @PostMapping("/api/v1/publication/stories/{code}/look")
    ResponseEntity<StoryView> look(Actor actor, @PathVariable String code) {
        return Answer.json(stories.look(actor, code), HttpStatus.OK, StoryView::of);
    }

    @Operation(summary = "Take a story off the public page at once; one person is enough")
    @PostMapping("/api/v1/publication/stories/{code}/unpublication")
    ResponseEntity<StoryView> unpublish(Actor actor, @PathVariable String code) {
        return Answer.json(stories.unpublish(actor, code), HttpStatus.OK, StoryView::of);
    }
}
