package org.akoma.exchange;

import java.util.Map;
import org.akoma.access.Founding;
import org.akoma.reference.SavedPolicies;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Replays a scenario through the same facades as people use, each act in the name of the one who did it and at its own moment;
 * what lies after the clock has not happened. Records have stable ids: a replay that was cut short is finished by running it again.
 */
@Component
class ScenarioImport {

    private final Founding founding;
    private final SavedPolicies policies;
    private final StoryOperation operation;
    private final StoryChildren children;
    private final boolean demo;

    ScenarioImport(
            Founding founding,
            SavedPolicies policies,
            StoryOperation operation,
            StoryChildren children,
            @Value("${akoma.demo:false}") boolean demo) {
        this.founding = founding;
        this.policies = policies;
        this.operation = operation;
        this.children = children;
        this.demo = demo;
    }

    /** @return what was done, in a line */
    String replay(Story story) {
        StoryIds ids = new StoryIds(story.id());
        policies.save(story.policy(), story.id());
        String password = demo ? "akoma-demo" : founding.newPassword();
        int settled = new StorySettlers(story, ids, founding).settle(password, !demo);
        StoryCast cast = new StoryCast(story, founding);
        Map<String, String> slips = operation.replay(story, ids, cast);
        StoryChildren.Told told = children.replay(story, ids, cast, slips);
        return story.id() + ": " + story.staff().size() + " people, " + slips.size() + " slips, " + told.opened()
                + " new files"
                + (demo || settled == 0 ? "" : "; one-time password of its people: " + password)
                + (told.refused().isEmpty() ? "" : "\n  refused: " + String.join("\n  refused: ", told.refused()));
    }
}
