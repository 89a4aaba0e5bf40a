package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the keys of a house lie: outside its data folder, unless it was said otherwise. */
class KeysPlaceTest {

    @TempDir
    Path home = Path.of("unset");

    private static UnaryOperator<String> env(Map<String, String> set) {
        return set::get;
    }

    private DataFolder place(Path named, boolean beside, Map<String, String> set) {
        return KeysPlace.of(new DataFolder(home.resolve("data")), named, beside, env(set));
    }

    @Test
    void aNewHouseHasThemOutside() {
        DataFolder made = place(
                null, false, Map.of("XDG_CONFIG_HOME", home.resolve("config").toString()));
        assertThat(made.keysFolder().getParent()).isEqualTo(home.resolve("config/akoma/keys"));
        assertThat(made.keysFolder().getFileName().toString()).startsWith("data-");
        assertThat(made.keysAreBeside()).isFalse();
        assertThat(place(
                        null,
                        false,
                        Map.of("XDG_CONFIG_HOME", home.resolve("config").toString())))
                .as("another house gets another folder")
                .isNotEqualTo(made);
    }

    @Test
    void whereTheFolderRemembersThem() throws IOException {
        DataFolder made = place(null, false, Map.of("XDG_CONFIG_HOME", home.toString()));
        made.make();
        made.note().begin(made.keysFolder());
        assertThat(place(null, false, Map.of())).isEqualTo(made);
        assertThat(place(home.resolve("other"), false, Map.of()).keysFolder()).isEqualTo(home.resolve("other"));
    }

    @Test
    void besideOnlyWhenAllowedOrThereAlready() throws IOException {
        assertThat(place(null, true, Map.of()).keysAreBeside()).isTrue();
        Files.createDirectories(home.resolve("data/keys"));
        assertThat(place(null, false, Map.of()).keysAreBeside()).isTrue();
    }

    @Test
    void aLinkIntoTheDataFolderIsBeside() throws IOException {
        Files.createDirectories(home.resolve("data/hidden"));
        Files.createSymbolicLink(home.resolve("elsewhere"), home.resolve("data/hidden"));
        assertThat(place(home.resolve("elsewhere/keys"), false, Map.of()).keysAreBeside())
                .isTrue();
        assertThat(place(home.resolve("data-keys"), false, Map.of()).keysAreBeside())
                .isFalse();
    }

    @Test
    void theEnvironmentMayNameThem() {
        assertThat(place(null, false, Map.of("AKOMA_KEYS", "/srv/keys")).keysFolder())
                .isEqualTo(Path.of("/srv/keys"));
    }
}
