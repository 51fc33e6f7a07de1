package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.oschange.record.Moment;

/** Whether the name of the server still stands for the server that the change has queued for, and for no other. */
final class NamedServerCheck implements PreflightCheck {

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return inputs.request().serverName() != null && facts.namedServer == null;
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        if (facts.serverSearch == null) {
            facts.serverSearch = new ServerSearch(inputs.request().serverName(), now);
        }
        ServerSearch search = facts.serverSearch;
        if (search.advance(client)) {
            facts.namedServer = new Fact<>(search, search.begun());
            facts.serverSearch = null;
        }
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        ServerSearch found = Fact.valueOf(facts.namedServer);
        Findings findings = new Findings();
        if (found == null) {
            return findings;
        }
        String problem = found.problem(inputs.guardRails());
        boolean other = problem == null && !found.serverId().equals(inputs.serverId());
        return findings.refuse(problem)
                .refuseIf(
                        other,
                        "find.server.other",
                        inputs.request().serverName(),
                        inputs.serverId(),
                        problem == null ? found.serverId() : "-");
    }
}
