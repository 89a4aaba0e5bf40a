package org.akoma.protection.placement;

import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed when a child is searched for, in a page or as JSON. */
public final class SearchForm {

    private SearchForm() {}

    /** A step of the search for a child. */
    public record Step(UUID id, SearchStep.Step step, SearchStep.SealedText words) {}

    /** @return null when something is wrong: see the form's errors */
    public static @Nullable Step read(Form form) {
        UUID id = form.id("id");
        SearchStep.Step step = form.requiredChoice("step", SearchStep.Step.class);
        var seen = form.date("lastSeenOn");
        String outcome = form.required("outcome", Form.LONG_TEXT);
        if (!form.isSound() || step == null || outcome == null) return null;
        return new Step(id == null ? Ids.next() : id, step, new SearchStep.SealedText(seen, outcome));
    }
}
