package org.akoma.ground.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a programme needs before its first child comes, or in the first week.
 *
 * @param count how many are at work, are missing, or wait, where that can be counted; null = it cannot
 * @param who the roles that do it, in that order; empty = the operator of the machine
 * @param href the page that does it, when the reader may open it; null = none
 * @param people codes of the accounts of which something is missing; empty = they are not named
 * @param lacks the structures of which something is missing; empty = it is missing of none, or of no structure by itself
 * @param confirm what the reader says about it themselves; null = nothing, the records say it
 * @param confirmed what somebody said of it; null = nothing
 */
record FirstDayLine(
        String key,
        State state,
        @Nullable Integer count,
        List<Role> who,
        @Nullable String href,
        FirstDayStep.@Nullable Step confirm,
        List<String> people,
        List<Lack> lacks,
        @Nullable Confirmed confirmed) {

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

    /**
     * What a person said was done.
     *
     * @param by code
     * @param doneOn the day of the copy or the trial, and its place; null for what is read alone
     */
    record Confirmed(
            String by,
            Instant at,
            @Nullable LocalDate doneOn,
            @Nullable String place) {}

    FirstDayLine(
            String key,
            State state,
            @Nullable Integer count,
            List<Role> who,
            @Nullable String href,
            FirstDayStep.@Nullable Step confirm) {
        this(key, state, count, who, href, confirm, List.of(), List.of(), null);
    }

    FirstDayLine of(List<String> accounts) {
        return new FirstDayLine(key, state, count, who, href, confirm, accounts, lacks, confirmed);
    }

    /** @param page that takes the step; null = the reader takes it nowhere */
    FirstDayLine lacking(List<Lack> structures, @Nullable String page) {
        return new FirstDayLine(key, state, count, who, page, confirm, people, structures, confirmed);
    }

    FirstDayLine said(@Nullable Confirmed by) {
        return new FirstDayLine(key, state, count, who, href, confirm, people, lacks, by);
    }

    /** By when a programme needs it. */
    enum Part {
        /** Without it no child is registered. */
        FIRST_CHILD,
        /** The same where the police hand the child over by a slip. */
        POLICE,
        THIS_WEEK
    }

    private static final Set<String> FIRST_CHILD = Set.of(
            "telephones",
            "keys",
            "structures",
            "supervisors",
            "approvals",
            "workers",
            "supervised",
            "shelters",
            "shelter-managers",
            "first-file");

    Part part() {
        if (key.equals("police")) return Part.POLICE;
        return FIRST_CHILD.contains(key) ? Part.FIRST_CHILD : Part.THIS_WEEK;
    }

    /** Whether it says that the first child is registered: what is missing then is no more missing before the first child. */
    boolean isOfARegisteredChild() {
        return key.equals("first-file") && state == State.DONE;
    }

    FirstDayLine optional() {
        return new FirstDayLine(key, State.OPTIONAL, count, who, href, confirm, people, lacks, confirmed);
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

    /** Whose count says how many wrote no address, where letters can be sent at all. */
    private static final String MAIL = "mail";

    /** Lines that say what is wanted, and not what is wrong, while there is nothing yet of which something could be missing. */
    private static final Set<String> FIRST =
            Set.of("leaders", "deputies", "supervised", "telephones", "approvals", "first-visits");

    /** The end of the key of what is said of it. */
    public String more() {
        if (key.equals(MAIL)) return key + (count == null ? ".more" : ".addresses");
        boolean begun = count == null || count > 0;
        return key + (begun || !FIRST.contains(key) ? ".more" : ".first");
    }

    /** Whose step it is where no role takes it, as the middle of the key of the words: the operator sets up mail, each person then writes an address. */
    public String by() {
        return key.equals(MAIL) && count != null ? key + ".addresses" : key;
    }

    /** The end of the key of what the count says. */
    public String counted() {
        if (ENTERED.contains(key)) return "entered";
        if (key.equals(MAIL)) return "addresses";
        return holders() ? "held" : "missing";
    }

    public boolean holders() {
        return HOLDERS.contains(key);
    }
}
