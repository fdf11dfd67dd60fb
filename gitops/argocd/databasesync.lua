-- Health of a DatabaseSync for Argo CD. A sync without a schedule is healthy only after its first success.
local health = {status = "Progressing", message = "the operator has not seen it yet"}
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health
end

local said = {}
for _, condition in ipairs(obj.status.conditions or {}) do
  said[condition.type] = condition
end

local function holds(type)
  return said[type] ~= nil and said[type].status == "True"
end

local function tell(status, type)
  health.status = status
  if said[type] ~= nil then
    health.message = said[type].reason .. ": " .. said[type].message
  end
  return health
end

if holds("Suspended") and obj.status.activeRun == nil then
  return tell("Suspended", "Suspended")
end
if holds("Stalled") then
  return tell("Degraded", "Stalled")
end
if holds("Reconciling") then
  return tell("Progressing", "Reconciling")
end
if holds("Ready") then
  return tell("Healthy", "Ready")
end
return tell("Progressing", "Ready")
