-- Health of a DatabaseConnection, DatabaseSync or DatabaseSyncRun for Argo CD. A sync without a schedule is healthy
-- only after its first success.
local health = {status = "Progressing", message = "the operator has not seen it yet"}
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health
end

local good = obj.kind == "DatabaseSyncRun" and "Succeeded" or "Ready"
local states = {{"Stalled", "Degraded"}, {"Reconciling", "Progressing"}, {good, "Healthy"}}
if obj.status.activeRun == nil then
  table.insert(states, 1, {"Suspended", "Suspended"})
end

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
