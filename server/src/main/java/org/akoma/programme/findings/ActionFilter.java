package org.akoma.programme.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.akoma.ground.web.Form;
import org.akoma.programme.findings.Finding.Area;
import org.jspecify.annotations.Nullable;

/**
 * Which actions are listed; null = all.
 *
 * @param mission code
 * @param owner code of an account, or of a structure
 * @param open only those that are neither done, cancelled nor transferred
 */
public record ActionFilter(
        @Nullable String mission,
        @Nullable Area area,
        @Nullable String owner,
        Action.@Nullable State state,
        boolean open) {

    static final ActionFilter ALL = new ActionFilter(null, null, null, null, false);

    private static final String OPEN = "OPEN";

    static ActionFilter of(Form form) {
        String mission = form.text("evaluation", 40);
        String owner = form.text("owner", 60);
        Area area = form.choice("area", Area.class);
        List<String> states = new ArrayList<>(List.of(OPEN));
        for (Action.State one : Action.State.values()) states.add(one.name());
        String state = form.choice("state", states);
        boolean open = OPEN.equals(state);
        return new ActionFilter(
                upper(mission), area, upper(owner), state == null || open ? null : Action.State.valueOf(state), open);
    }

    private static @Nullable String upper(@Nullable String typed) {
        return typed == null ? null : typed.toUpperCase(Locale.ROOT);
    }

    /** The state as the form names it; empty = all. */
    public String chosen() {
        return open ? OPEN : state == null ? "" : state.name();
    }
}
