package org.akoma.cases;

import java.util.Set;
import org.akoma.access.Section;

/**
 * What one person sees of one file, by their running grants.
 *
 * @param sections those that they hold, oversight of all files included
 * @param worksOnIt whether a grant on this very file opens its status; false for oversight alone ({@code requirements.md 9}, "m")
 * @param least whether every running grant is a referral, an enrolment, a stay or a sample: whom they look after, not how the case stands
 */
record Reader(Set<Section> sections, boolean worksOnIt, boolean least) {

    /** Oversight of all files: code and state. */
    static final Reader OVERSIGHT = new Reader(Set.of(Section.STATUS), false, false);

    Reader {
        sections = Set.copyOf(sections);
    }

    /** From what the database tells of the grants on the file, and of oversight. */
    static Reader of(int held, int everywhere, boolean least) {
        return new Reader(Section.of(held | everywhere), (held & Section.STATUS.bit()) != 0, least);
    }

    boolean holds(Section section) {
        return sections.contains(section);
    }
}
