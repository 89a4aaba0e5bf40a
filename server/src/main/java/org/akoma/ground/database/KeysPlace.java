package org.akoma.ground.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a data folder lie: where they were named, where the folder remembers them, or, for a new house, outside the folder, so that one
 * disk, one snapshot or one backup does not hold both (docs/operations.md).
 */
public final class KeysPlace {

    private KeysPlace() {}

    /**
     * @param named {@code --keys}; null: not said
     * @param beside {@code --keys-beside-data}
     */
    public static DataFolder of(Path data, @Nullable Path named, boolean beside) {
        return of(new DataFolder(data), named, beside, System::getenv);
    }

    static DataFolder of(DataFolder usual, @Nullable Path named, boolean beside, UnaryOperator<@Nullable String> env) {
        Path root = usual.root();
        if (named != null) return new DataFolder(root, named);
        String everywhere = env.apply("AKOMA_KEYS");
        if (everywhere != null && !everywhere.isBlank()) return new DataFolder(root, Path.of(everywhere));
        Path remembered = usual.note().keys().orElse(null);
        if (remembered != null) return new DataFolder(root, remembered);
        if (beside || Files.exists(usual.keysFolder())) return usual;
        return new DataFolder(root, outside(root, env));
    }

    /** A name of its own for each house: what is left of a house that was deleted is never taken for another's. */
    private static Path outside(Path root, UnaryOperator<@Nullable String> env) {
        String name = root.getFileName() + "-" + UUID.randomUUID().toString().substring(0, 8);
        String configuration = env.apply("XDG_CONFIG_HOME");
        if (configuration != null && !configuration.isBlank()) return Path.of(configuration, "akoma", "keys", name);
        if (Unprivileged.needed()) return Path.of("/etc/akoma/keys", name);
        return Path.of(System.getProperty("user.home"), ".config", "akoma", "keys", name);
    }
}
