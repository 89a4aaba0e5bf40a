package org.akoma.programme.publication;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.programme.publication.ReleaseStore.Partner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What everybody reads without an account: on the publication login, which reads nothing of this room but what was published. */
@Component
class PublicSide {

    private static final int MOST = 50;

    private final ReleaseStore releases;
    private final StoryStore stories;
    private final Optional<ProjectSaid> project;
    private final ActorTransactions transactions;
    private final Clock clock;

    PublicSide(
            ReleaseStore releases,
            StoryStore stories,
            Optional<ProjectSaid> project,
            ActorTransactions transactions,
            Clock clock) {
        this.releases = releases;
        this.stories = stories;
        this.project = project;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param project what the project says of itself; null = nothing yet
     * @param sheet the newest tables; null = nothing was published yet
     */
    record Shown(
            ProjectSaid.@Nullable Said project,
            Release.@Nullable Sheet sheet,
            List<Partner> partners,
            List<Story.Published> stories) {}

    Shown shown() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return transactions.forPublication(() -> {
            List<Release.Sheet> sheets = releases.forPublic(1);
            return new Shown(
                    said().orElse(null),
                    sheets.isEmpty() ? null : sheets.getFirst(),
                    releases.partners(today),
                    stories.published());
        });
    }

    private Optional<ProjectSaid.Said> said() {
        return project.flatMap(ProjectSaid::said);
    }

    Optional<ProjectSaid.Said> project() {
        return transactions.forPublication(this::said);
    }

    /** The newest first. */
    List<Release.Sheet> releases() {
        return transactions.forPublication(() -> releases.forPublic(MOST));
    }

    List<Story.Published> stories() {
        return transactions.forPublication(stories::published);
    }
}
