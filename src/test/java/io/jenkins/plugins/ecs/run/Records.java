package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;

/** Puts records into runs that made no such change. */
public final class Records {

    private Records() {}

    public static void add(Run<?, ?> run, ChangeRecord record) throws IOException {
        NotedSite site = new NotedSite(EcsSites.get().getSites().get(0), null);
        KeptChange kept = new KeptChange(ServerQueue.get().home(), site, record);
        RunChanges.begin(run).add(kept);
        kept.write(run);
    }
}
