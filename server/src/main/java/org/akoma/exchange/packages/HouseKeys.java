package org.akoma.exchange.packages;

import java.util.concurrent.atomic.AtomicReference;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyFiles.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The key of this house for packages, from the folder of keys; a host that does not serve the care side has none. */
@Component
class HouseKeys {

    private final KeyFiles files;
    private final AtomicReference<@Nullable HouseKey> read = new AtomicReference<>();

    HouseKeys(KeyFiles files) {
        this.files = files;
    }

    HouseKey key() {
        HouseKey known = read.get();
        if (known != null) return known;
        HouseKey key = HouseKey.of(files.read(new Key(KeyFiles.PACKAGES, 1)));
        read.set(key);
        return key;
    }
}
