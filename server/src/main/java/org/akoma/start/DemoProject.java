package org.akoma.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.Refused;
import org.akoma.exchange.iati.ProjectFacts;
import org.akoma.exchange.iati.ProposeFacts;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.people.Provisioning;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said of the demo's project in its activity file: proposed and confirmed by two people of the scenario, where it has both. */
final class DemoProject {

    private static final String FACTS = "/demo/project.json";

    private DemoProject() {}

    static void tell(ApplicationContext context) {
        Provisioning people = context.getBean(Provisioning.class);
        Actor manager = people.firstWith(Role.PROJECT_MANAGER);
        Actor second = people.firstWith(Role.DATA_PROTECTION_OFFICER);
        if (manager == null || second == null) return;
        ProjectFacts facts = context.getBean(ProjectFacts.class);
        LocalDate today = LocalDate.ofInstant(context.getBean(Clock.class).instant(), ZoneOffset.UTC);
        if (!(facts.propose(manager, read(today)) instanceof Answer.Done<UUID>(UUID id))
                || !(facts.decide(second, id, true, null) instanceof Verdict.Done))
            throw new Refused("What is said of the demo's project was refused.");
    }

    private static ProposeFacts read(LocalDate today) {
        try (InputStream in = Objects.requireNonNull(DemoProject.class.getResourceAsStream(FACTS))) {
            ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(in);
            node.remove("disclaimer");
            node.put("id", Ids.next().toString());
            if (LocalDate.parse(node.required("actualStart").asString()).isAfter(today)) node.remove("actualStart");
            return JsonMapper.shared().treeToValue(node, ProposeFacts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
