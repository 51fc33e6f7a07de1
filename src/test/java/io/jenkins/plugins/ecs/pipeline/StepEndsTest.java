package io.jenkins.plugins.ecs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StepEndsTest {

    private final Queue<Runnable> nextSecond = new ArrayDeque<>();
    private final StepEnds ends = new StepEnds((work, delay) -> nextSecond.add(work));
    private final List<String> ended = new ArrayList<>();
    private Run<?, ?> run;
    private Run<?, ?> other;

    @BeforeEach
    void start(JenkinsRule jenkins) throws Exception {
        run = new WorkflowRun(jenkins.createProject(WorkflowJob.class, "fleet"));
        other = new WorkflowRun(jenkins.createProject(WorkflowJob.class, "other"));
    }

    @Test
    void endsTheFirstAtOnceAndTheOthersOfThatSecondTogether() {
        end(run, "one");
        end(run, "two");
        end(run, "three");
        assertEquals(List.of("one"), ended);

        passSecond();
        assertEquals(List.of("one", "two", "three"), ended);
        end(run, "four");
        assertEquals(List.of("one", "two", "three"), ended);

        passSecond();
        assertEquals(List.of("one", "two", "three", "four"), ended);
    }

    @Test
    void endsAtOnceWhatEndsAlone() {
        end(run, "one");
        end(other, "one of another build");
        assertEquals(List.of("one", "one of another build"), ended);

        passSecond();
        end(run, "two");
        assertEquals(List.of("one", "one of another build", "two"), ended);
    }

    private void end(Run<?, ?> of, String what) {
        ends.end(of, () -> ended.add(what));
    }

    private void passSecond() {
        for (Runnable due : List.copyOf(nextSecond)) {
            nextSecond.remove(due);
            due.run();
        }
    }
}
