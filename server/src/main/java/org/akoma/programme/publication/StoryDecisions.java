package org.akoma.programme.publication;

import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two who agree to a story read all of it, and not which child it is about. */
@Configuration(proxyBeanMethods = false)
class StoryDecisions {

    private record OfStories(String kind, Stories stories, Formats words) implements Decidable {

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return stories.of(decision)
                    .map(one -> new Shown(
                            one.code(),
                            "/publication/stories/" + one.code(),
                            List.of(
                                    Shown.Field.text(
                                            "publication.story.titleFr",
                                            null,
                                            one.french().title()),
                                    Shown.Field.text(
                                            "publication.story.textFr",
                                            null,
                                            one.french().text()),
                                    Shown.Field.text(
                                            "publication.story.titleEn",
                                            null,
                                            one.english().title()),
                                    Shown.Field.text(
                                            "publication.story.textEn",
                                            null,
                                            one.english().text())),
                            decision.waits() ? odd(one) : List.of()));
        }

        private List<Shown.Note> odd(Story one) {
            if (one.oddWords().isEmpty()) return List.of();
            String all = String.join(", ", one.oddWords());
            return List.of(
                    one.looked()
                            ? Shown.Note.of(words.text("publication.story.odd.looked", all))
                            : new Shown.Note(
                                    words.text("publication.story.odd.first", all),
                                    "/publication/stories/" + one.code(),
                                    words.text("publication.story.odd.go")));
        }

        @Override
        public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return stories.decide(actor, decision, agreed, reason);
        }

        @Override
        public void withdrawn(Actor actor, Decision decision) {
            stories.takenBack(decision);
        }

        @Override
        public Optional<String> again(Actor actor, Decision decision) {
            return Optional.of("/publication/stories/new");
        }
    }

    @Bean
    Decidable storyDecidedForCare(Stories stories, Formats words) {
        return new OfStories(Stories.CARE, stories, words);
    }

    @Bean
    Decidable storyDecidedForData(Stories stories, Formats words) {
        return new OfStories(Stories.DATA, stories, words);
    }
}
