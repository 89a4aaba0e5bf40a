package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.akoma.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A command that is typed wrong makes nothing. */
class ApplicationCommandTest {

    /** Without a word the records of every child would lie below the folder that somebody happened to be in. */
    @Test
    void aRestoreNamesItsFolder() {
        for (String[] words : new String[][] {{"backup"}, {"--live"}, {}}) {
            List<Throwable> refused = new ArrayList<>();
            new CommandLine(new RestoreCommand())
                    .setExecutionExceptionHandler((why, command, typed) -> {
                        refused.add(why);
                        return 1;
                    })
                    .execute(words);
            assertThat(refused).singleElement().isInstanceOf(Refused.class);
            assertThat(refused.getFirst()).hasMessageContaining("--data DIR");
        }
    }

    @Test
    void aMistypedFolderMakesNoHouse(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("cases.csv"), "case_id\n");
        ApplicationCommand.Folder folder = new ApplicationCommand.Folder();
        folder.data = home.resolve("none");
        for (String words : new String[] {"journal verify", "export htcds", "keys rotate", "import htcds"})
            assertThatThrownBy(() -> ApplicationCommand.refuseWhatIsNotThere(folder, words, file))
                    .as(words)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("There is no data folder");
        for (String words : new String[] {"import htcds", "import scenario"})
            assertThatThrownBy(() -> ApplicationCommand.refuseWhatIsNotThere(folder, words, home.resolve("no.csv")))
                    .as(words)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("There is no file");
        assertThatCode(() -> ApplicationCommand.refuseWhatIsNotThere(folder, "import scenario", file))
                .as("brings its own people")
                .doesNotThrowAnyException();
        assertThat(folder.data).doesNotExist();
    }
}
