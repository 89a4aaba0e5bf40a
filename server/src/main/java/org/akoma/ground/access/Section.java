package org.akoma.ground.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.akoma.EnumSets;

/** The sections of a child's file. A grant names the ones it opens; the database keeps them as bits. */
public enum Section {
    IDENTITY(1),
    FAMILY(2),
    EXPLOITATION(4),
    HEALTH(8),
    PLACEMENT(16),
    ASSISTANCE(32),
    FOLLOW_UP(64),
    NOTES(128),
    STATUS(256);

    /** Every section: what the child's own worker and their supervisor hold. */
    public static final Set<Section> ALL = EnumSets.inOrder(Section.class, EnumSet.allOf(Section.class));

    private final int bit;

    Section(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public static int bits(Collection<Section> sections) {
        return sections.stream().mapToInt(Section::bit).reduce(0, (a, b) -> a | b);
    }

    public static Set<Section> of(int bits) {
        EnumSet<Section> found = EnumSet.noneOf(Section.class);
        for (Section section : values()) if ((bits & section.bit) != 0) found.add(section);
        return EnumSets.inOrder(Section.class, found);
    }
}
