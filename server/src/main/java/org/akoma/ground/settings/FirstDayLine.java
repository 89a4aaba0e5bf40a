package org.akoma.ground.settings;

import java.util.List;
import java.util.Set;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a programme needs before its first child comes.
 *
 * @param count how many are at work, are missing, or wait, where that can be counted; null = it cannot
 * @param who the roles that do it, in that order; empty = the operator of the machine
 * @param href the page that does it, when the reader may open it; null = none
 * @param people codes of the accounts of which something is missing; empty = they are not named
 * @param lacks the structures of which something is missing; empty = it is missing of none, or of no structure by itself
 * @param confirm what the reader says about it themselves; null = nothing, the records say it
 */
record FirstDayLine(
        String key,
        State state,
        @Nullable Integer count,
        List<Role> who,
        @Nullable String href,
        FirstDayStep.@Nullable Step confirm,
        List<String> people,
        List<Lack> lacks) {

    /**
     * A structure that waits for a step.
     *
     * @param structure its code
     * @param people codes of those of its people who can take it; empty = it is taken for every structure by the same people
     */
    record Lack(String structure, List<String> people) {
        Lack {
            people = List.copyOf(people);
        }
    }

    FirstDayLine(
            String key,
            State state,
            @Nullable Integer count,
            List<Role> who,
            @Nullable String href,
            FirstDayStep.@Nullable Step confirm) {
        this(key, state, count, who, href, confirm, List.of(), List.of());
    }

    FirstDayLine of(List<String> accounts) {
        return new FirstDayLine(key, state, count, who, href, confirm, accounts, lacks);
    }

    /** @param page that takes the step; null = the reader takes it nowhere */
    FirstDayLine lacking(List<Lack> structures, @Nullable String page) {
        return new FirstDayLine(key, state, count, who, page, confirm, people, structures);
    }

    enum State {
        DONE,
        TO_DO,
        /** A programme may do without it. */
        OPTIONAL
    }

    /** Whose count says how many do the work, and not how many are missing. */
    private static final Set<String> HOLDERS =
            Set.of("administrators", "officers", "managers", "supervisors", "workers");

    /** Of whom each has to have signed in. */
    private static final Set<String> ENTERED = Set.of("administrators", "officers");

    FirstDayLine {
        who = List.copyOf(who);
        people = List.copyOf(people);
        lacks = List.copyOf(lacks);
    }

    /** Lines that say what is wanted, and not what is wrong, while there is nothing yet of which something could be missing. */
    private static final Set<String> FIRST =
            Set.of("leaders", "deputies", "supervised", "telephones", "approvals", "first-visits");

    /** The end of the key of what is said of it. */
    public String more() {
        boolean begun = count == null || count > 0;
        return key + (begun || !FIRST.contains(key) ? ".more" : ".first");
    }

    /** The end of the key of what the count says. */
    public String counted() {
        if (ENTERED.contains(key)) return "entered";
        return holders() ? "held" : "missing";
    }

    public boolean holders() {
        return HOLDERS.contains(key);
    }
}
