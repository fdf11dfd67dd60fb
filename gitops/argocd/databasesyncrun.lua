-- Health of a DatabaseSyncRun for Argo CD.
local health = {status = "Progressing", message = "the operator has not seen it yet"}
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health
end

local states = {{"Stalled", "Degraded"}, {"Succeeded", "Healthy"}, {"Reconciling", "Progressing"}}
for _, state in ipairs(states) do
  for _, condition in ipairs(obj.status.conditions or {}) do
    if condition.type == state[1] and condition.status == "True" then
      health.status = state[2]
      health.message = condition.reason .. ": " .. condition.message
      return health
    end
  end
end
return health
