package org.akoma.ground.vault;

import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.DatabaseAddress;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyFiles.Key;
import org.akoma.ground.database.RestoredCopy;
import org.springframework.stereotype.Component;

/** Makes the next key of a holder; from the command line, on the host that has the password of the tables' owner. */
@Component
public class NewKeys {

    private final DatabaseAddress address;
    private final KeyFiles files;
    private final VaultStore store;
    private final RestoredCopy copy;

    NewKeys(DatabaseAddress address, KeyFiles files, VaultStore store, RestoredCopy copy) {
        this.copy = copy;
        this.address = address;
        this.files = files;
        this.store = store;
    }

    public boolean canBeMadeHere() {
        return address.passwords().containsKey(Compartment.MIGRATOR);
    }

    /**
     * The file first, the database after it: a key that the database knows is always there.
     *
     * @throws Refused in a restored copy: its folder of keys may be that of the house which goes on
     */
    public Key next(String holder) {
        if (copy.isOne()) throw Refused.of("copy.no-keys", Said.of(RestoredCopy.TO_DO));
        int newest = CompartmentContext.through(Compartment.ADMINISTRATION, store::newestKeys)
                .getOrDefault(holder, 0);
        Key key = new Key(holder, newest + 1);
        files.make(key);
        RotationStore.asOwner(address).know(holder, key.number(), files.fingerprint(key));
        return key;
    }
}
