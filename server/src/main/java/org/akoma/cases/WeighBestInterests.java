package org.akoma.cases;

import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;

/** Record what was weighed and decided for a child, under an id that the caller made. */
public record WeighBestInterests(
        UUID id, Weighing.Kind kind, Weighing.@Nullable Ground ground, List<String> panel, Weighing.Words words) {

    public WeighBestInterests {
        panel = panel.stream()
                .map(String::strip)
                .filter(m -> !m.isEmpty())
                .distinct()
                .toList();
    }

    /** A determination has a ground and at least three members ({@code bid-panel.min}); who is named twice counts once. */
    @Nullable
    FieldError refusal(Policies policies) {
        if (kind == Weighing.Kind.ASSESSMENT)
            return ground == null ? null : FieldError.of("ground", "cases.ground-of-determination");
        if (ground == null) return FieldError.of("ground", "form.required");
        int least = policies.count("bid-panel.min");
        return panel.size() < least ? FieldError.of("panel", "cases.panel-too-small", least, panel.size()) : null;
    }
}
