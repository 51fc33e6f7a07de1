/**
 * A model checker for OS changes. A {@link io.jenkins.plugins.ecs.oschange.walk.Script} (initial conditions and events) is executed on a simulated clock against the
 * simulated cloud in memory, and the {@link io.jenkins.plugins.ecs.oschange.walk.Rules} are checked against the cloud's audit. Signing, HTTP and parsing run as in production.
 *
 * <p>A violation is reported with the shrunk script and its story. Replay it with {@code -Dwalk='…'}, fix the cause, and add the script to {@code FoundWalksTest}.
 *
 * <p><b>How strong the rules are.</b> Insert one of these faults by hand into {@code src/main}, run {@code WalksTest}, and compare. Each row was measured with the default first
 * seed, alone in an otherwise unchanged engine: the walk that found it first, and how many of 4,000 walks found it.
 *
 * <table>
 * <caption>Inserted faults</caption>
 * <tr><th>fault</th><th>where</th><th>rule</th><th>first found by walk</th><th>of 4,000</th></tr>
 * <tr><td>the login of the plan is not compared with the current one before sending</td>
 *     <td>{@code Sending}: {@code plan.isGood(plan.inputs(), …)}</td><td>d</td><td>120</td><td>12</td></tr>
 * <tr><td>a request that was throttled is sent again without a new plan</td>
 *     <td>{@code Sending}: {@code enter(State.CHECKED, …)} after {@code notAccepted}, without {@code isGood}</td><td>n, c, e</td><td>21</td><td>64</td></tr>
 * <tr><td>a failed sign-in counts as a request that may have been sent</td>
 *     <td>{@code FailureClass.ofSignIn}: {@code FAULT} for {@code NOT_SENT}</td><td>u</td><td>176</td><td>27</td></tr>
 * <tr><td>an error code that is in no table counts as a refusal</td>
 *     <td>{@code FailureClass.of}: {@code REFUSED} at its end</td><td>b</td><td>134</td><td>15</td></tr>
 * <tr><td>that the server was stopped is not considered in the last message</td>
 *     <td>{@code Exposure.of}: {@code UNTOUCHED} for {@code STOPPED_BY_US}</td><td>i</td><td>48</td><td>180</td></tr>
 * </table>
 */
package io.jenkins.plugins.ecs.oschange.walk;
