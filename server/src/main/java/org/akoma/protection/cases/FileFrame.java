package org.akoma.protection.cases;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * The frame around every page of one child's file, for one reader; {@code frame} in the templates.
 *
 * @param file as the reader sees it: what lies in sections that they do not hold is null
 * @param sections what the reader may read; nothing else is drawn, not even as an empty place
 * @param written sections that the reader's grants let them write in: a form is drawn for no other
 * @param worksOnIt false for a reader with oversight of all files, who sees code and status alone ({@code requirements.md 9}, "m")
 * @param emergencyCareOnly whether case management was refused or its consent withdrawn
 * @param same where the child has another open file, as both sides said; null = it has not, or the reader does not work on this one
 * @param byEmergency whether an emergency access is all that the reader has: then they pass nothing on (trust.md G1)
 * @param proposed whether the reader's structure is merely asked to take the file over: who sees it, and what was done, is theirs once they
 * accepted
 * @param least true when every grant of the reader is a referral, an enrolment, a stay or a sample: the state of the case is then hidden
 */
public record FileFrame(
        CaseFile file,
        Set<Section> sections,
        Set<Section> written,
        boolean worksOnIt,
        boolean emergencyCareOnly,
        @Nullable SameChild same,
        boolean byEmergency,
        boolean proposed,
        boolean least,
        LocalDate today) {

    public FileFrame {
        sections = EnumSets.inOrder(Section.class, sections);
        written = EnumSets.inOrder(Section.class, written);
    }

    /**
     * The child has another open file.
     *
     * @param closes whether this one is to be closed, and the other goes on
     * @param call code of who supervises the other; null = nobody does
     * @param other its code, for who sees it or supervises a side
     */
    public record SameChild(
            boolean closes, @Nullable String call, @Nullable String other) {}

    public String code() {
        return file.code();
    }

    /** @param section by its name, as templates write it */
    public boolean holds(String section) {
        return sections.contains(Section.valueOf(section));
    }

    public boolean holds(Section section) {
        return sections.contains(section);
    }

    /** Whether the reader's grants let them write in this section, also of a file that is closed. */
    public boolean mayWrite(Section section) {
        return written.contains(section);
    }

    /** @param section by its name, as templates write it */
    public boolean mayWriteIn(String section) {
        return mayWrite(Section.valueOf(section));
    }

    /** The same in a file that is open: what a form is drawn for. */
    public boolean writes(Section section) {
        return mayWrite(section) && file.status().open();
    }

    /** Whether the reader works on the file and writes nothing in it: their grants only read. */
    public boolean onlyReads() {
        return worksOnIt && written.isEmpty();
    }

    /** Days until the next visit, negative when it is late; null when none is due. */
    public @Nullable Long daysToVisit() {
        return file.nextVisitDue() == null || !file.status().open()
                ? null
                : Long.valueOf(ChronoUnit.DAYS.between(today, file.nextVisitDue()));
    }
}
