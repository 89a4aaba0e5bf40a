package org.akoma.protection.directory;

import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.agreements.NamedReader;
import org.springframework.stereotype.Component;

/** The focal point of a structure, as who reads what is referred to it. */
@Component
class FocalPointReader implements NamedReader {

    private final DirectoryStore store;

    FocalPointReader(DirectoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<UUID> at(UUID structure) {
        return store.focal(structure);
    }
}
