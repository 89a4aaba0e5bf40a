package org.akoma.programme.samples;

import java.util.List;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Files of a sample in the one search box, by their study code alone, for the team that reads them. */
@Component
@Order(240)
class StudyFilesFound implements Finder {

    private static final Pattern CODE = Pattern.compile("E[^A-Z0-9]*[A-Z0-9]{6}");

    private final Samples samples;
    private final Missions missions;

    StudyFilesFound(Samples samples, Missions missions) {
        this.samples = samples;
        this.missions = missions;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.EVALUATION_WRITE) || !CODE.matcher(text.capitals()).matches()) return List.of();
        return FoundGroup.of(
                "study-files",
                missions.list(actor).stream()
                        .filter(Mission::member)
                        .flatMap(mission -> samples.files(actor, mission).stream()
                                .filter(file -> text.means(file.study()))
                                .map(file -> new FoundGroup.Hit(
                                        file.study(),
                                        "/evaluations/" + mission.code() + "/sample/files/" + file.study(),
                                        mission.code(),
                                        true)))
                        .toList());
    }
}
