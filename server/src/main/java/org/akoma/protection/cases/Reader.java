package org.akoma.protection.cases;

import java.util.Set;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;

/**
 * What one person sees of one file, by their running grants.
 *
 * @param sections those that they hold, oversight of all files included
 * @param written those that they may write in
 * @param worksOnIt whether a grant on this very file opens its status; false for oversight alone ({@code requirements.md 9}, "m")
 * @param least whether every running grant is a referral, an enrolment, a stay or a sample: the state of the case is then hidden
 */
public record Reader(Set<Section> sections, Set<Section> written, boolean worksOnIt, boolean least) {

    /** Oversight of all files: code and state. */
    static final Reader OVERSIGHT = new Reader(Set.of(Section.STATUS), Set.of(), false, false);

    public Reader {
        sections = EnumSets.inOrder(Section.class, sections);
        written = EnumSets.inOrder(Section.class, written);
    }

    /** From what the database tells of the grants on the file, and of oversight. */
    public static Reader of(int held, int everywhere, boolean least) {
        return new Reader(Section.of(held | everywhere), Set.of(), (held & Section.STATUS.bit()) != 0, least);
    }

    /**
     * The same with what the reader may write: nothing without a grant that writes the file's status, but by an emergency.
     *
     * @param bits of the sections that the grants let the reader write in
     */
    Reader writing(int bits, boolean inEmergency) {
        boolean any = inEmergency || (bits & Section.STATUS.bit()) != 0;
        return new Reader(sections, any ? Section.of(bits) : Set.of(), worksOnIt, least);
    }

    boolean holds(Section section) {
        return sections.contains(section);
    }
}
