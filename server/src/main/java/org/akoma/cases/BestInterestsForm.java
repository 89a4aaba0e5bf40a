package org.akoma.cases;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.akoma.Form;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;

/** What is typed of a weighing of best interests, in a page or as JSON. */
final class BestInterestsForm {

    private static final int LONGEST_PANEL = 2_000;

    private BestInterestsForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable WeighBestInterests read(Form form) {
        UUID id = form.id("id");
        Weighing.Kind kind = form.requiredChoice("kind", Weighing.Kind.class);
        Weighing.Ground ground = form.choice("ground", Weighing.Ground.class);
        form.text("panel", LONGEST_PANEL);
        String options = form.required("options", Form.LONG_TEXT);
        String view = form.required("childsView", Form.LONG_TEXT);
        String decision = form.required("decision", Form.LONG_TEXT);
        String dissent = form.text("dissent", Form.LONG_TEXT);
        if (!form.isSound() || kind == null || options == null || view == null || decision == null) return null;
        Weighing.Words words = new Weighing.Words(options, view, decision, dissent);
        return new WeighBestInterests(id == null ? Ids.next() : id, kind, ground, panel(form), words);
    }

    /** One member a line in a page, one a string in JSON. */
    private static List<String> panel(Form form) {
        return form.allTyped("panel").stream()
                .flatMap(typed -> Arrays.stream(typed.split("[\\n\\r,;]+")))
                .toList();
    }
}
