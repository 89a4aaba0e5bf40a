package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.akoma.ground.access.Section;
import org.junit.jupiter.api.Test;

class EnumSetsTest {

    @Test
    void aSetIsInTheOrderOfItsTypeAndStaysAsItIs() {
        Set<Section> some = EnumSets.inOrder(
                Section.class, List.of(Section.NOTES, Section.IDENTITY, Section.HEALTH, Section.NOTES));
        assertThat(some).containsExactly(Section.IDENTITY, Section.HEALTH, Section.NOTES);
        assertThatThrownBy(() -> some.add(Section.STATUS)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(EnumSets.inOrder(Section.class, List.of())).isEmpty();
    }
}
