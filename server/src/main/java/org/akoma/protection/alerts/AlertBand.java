package org.akoma.protection.alerts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.protection.cases.FileDangers;
import org.springframework.stereotype.Component;

/** The danger that runs on a file, for the head of its pages. */
@Component
class AlertBand implements FileDangers {

    private final AlertStore store;

    AlertBand(AlertStore store) {
        this.store = store;
    }

    @Override
    public List<Danger> on(UUID file) {
        return store.dangers(file).stream()
                .map(one -> new Danger(
                        one.type().name(),
                        one.againAt() == null ? one.raisedAt() : one.againAt(),
                        one.acknowledgedAt(),
                        "/alerts/" + one.id()))
                .toList();
    }

    @Override
    public Optional<Danger> whereItSleeps(UUID file) {
        return store.whereItSleeps(file);
    }
}
