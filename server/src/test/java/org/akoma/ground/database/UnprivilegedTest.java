package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {

    @Test
    void aUserWithoutANameIsRefusedInOneSentence() {
        assertThatThrownBy(() -> Unprivileged.refuseNameless("?"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("/etc/passwd");
        assertThatCode(() -> Unprivileged.refuseNameless("akoma")).doesNotThrowAnyException();
    }

    /** What only looks makes nothing, also where a first start was cut short. */
    @Test
    void aHouseThatWasNotMadeIsNotMadeByLookingAtIt(@TempDir Path folder) throws Exception {
        Path cluster = Files.createDirectories(folder.resolve("data/pg"));
        DataFolder data = new DataFolder(folder.resolve("data"), folder.resolve("keys"));
        assertThatThrownBy(() -> OpenedHouse.of(data, Optional.empty(), PostgresSettings.lasting()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("holds no house");
        assertThat(cluster).isEmptyDirectory();
    }
}
