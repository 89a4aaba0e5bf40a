package org.akoma.protection.cases;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;

/**
 * The columns of the list of files, each declared once: of which section it is, and whether oversight and those who merely look after the child
 * see it. Pages, API, files, filters, orders and counts all ask here, so that none tells what another hides ({@code trust.md G8}).
 */
public enum CaseColumn {
    CODE(Audience.EVERYBODY),
    REGISTERED(Audience.EVERYBODY),
    COUNTRY(Audience.EVERYBODY),
    STRUCTURE(Audience.EVERYBODY),
    WORKER(Audience.EVERYBODY),
    STATUS(Audience.NOT_LEAST),
    RISK(Audience.NOT_LEAST),
    SEX(Audience.ON_THE_FILE),
    AGE(Audience.ON_THE_FILE),
    CARE(Audience.ON_THE_FILE, Section.PLACEMENT),
    NEXT_VISIT(Audience.ON_THE_FILE, Section.FOLLOW_UP),
    REVIEW(Audience.WORKS_ON_IT, Section.ASSISTANCE),
    LOST(Audience.ON_THE_FILE, Section.PLACEMENT, Section.FOLLOW_UP),
    /** The first steps of T2 to T6: a list of them tells of health, family, assessment and plan at once. */
    STEPS(Audience.WORKS_ON_IT, Section.STATUS);

    /** Roles that come to files only by referral, enrolment, stay or sample. */
    private static final Set<Role> LOOK_AFTER = EnumSet.of(Role.SHELTER_MANAGER, Role.PROVIDER, Role.EVALUATOR);

    private enum Audience {
        EVERYBODY,
        /** All but those who merely look after the child. */
        NOT_LEAST,
        /** Who holds a grant on this very file, of any kind. */
        ON_THE_FILE,
        /** Who works on the case. */
        WORKS_ON_IT
    }

    private final Audience audience;
    private final List<Section> sections;

    /** @param sections one of them is enough; none = STATUS, without which there is no line */
    CaseColumn(Audience audience, Section... sections) {
        this.audience = audience;
        this.sections = sections.length == 0 ? List.of(Section.STATUS) : List.of(sections);
    }

    /** Whether this reader of the file sees the column in its line. */
    public boolean shownTo(Reader reader) {
        boolean among = switch (audience) {
            case EVERYBODY -> true;
            case NOT_LEAST -> !reader.least();
            case ON_THE_FILE -> reader.worksOnIt();
            case WORKS_ON_IT -> reader.worksOnIt() && !reader.least();
        };
        return among && sections.stream().anyMatch(reader::holds);
    }

    /**
     * Whether this person may hold the column on any file at all: else it is neither offered nor asked by. Each role that lists files is asked by itself, so that
     * one more role offers what that role holds and nothing besides.
     *
     * @param all whether the list is that of all files, by oversight
     */
    public boolean offeredTo(Actor actor, boolean all) {
        return audience == Audience.EVERYBODY || actor.roles().stream().anyMatch(role -> offeredTo(role, all));
    }

    private boolean offeredTo(Role role, boolean all) {
        if (!role.verbs().contains(Verb.CASE_LIST)) return false;
        return switch (audience) {
            case EVERYBODY -> true;
            case NOT_LEAST -> all ? oversees(role) : !LOOK_AFTER.contains(role);
            case ON_THE_FILE -> !all && holds(role);
            case WORKS_ON_IT -> !all && !LOOK_AFTER.contains(role) && holds(role);
        };
    }

    private static boolean oversees(Role role) {
        return role == Role.PROJECT_MANAGER;
    }

    /** Oversight holds no file; a shelter sees no visit; a provider sees neither visit nor home ({@code requirements.md 9}). */
    private boolean holds(Role role) {
        return switch (role) {
            case PROJECT_MANAGER -> false;
            case SHELTER_MANAGER -> this != NEXT_VISIT;
            case PROVIDER -> this != NEXT_VISIT && this != CARE && this != LOST;
            default -> true;
        };
    }

    /** Whether an order or a filter of late files tells it. */
    public boolean isOfLate() {
        return this == NEXT_VISIT || this == REVIEW || this == STEPS;
    }

    /** Whether it shows in every line that oversight or anybody else finds. */
    public boolean isForEverybody() {
        return audience == Audience.EVERYBODY;
    }

    /** Whether only a grant that came another way than by looking after the child shows it. */
    public boolean isForWorkers() {
        return audience == Audience.NOT_LEAST || audience == Audience.WORKS_ON_IT;
    }

    /** The sections of which one shows it, as bits. */
    public int sections() {
        return Section.bits(sections);
    }
}
