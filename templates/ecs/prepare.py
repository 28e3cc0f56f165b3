# Writes files and prepares volumes before the server starts; what to do stands in MCPCTL_PLAN, a step a line.
import os, shutil
def own(path, user):
    os.lchown(path, user, user)
    if os.path.isdir(path) and not os.path.islink(path):
        for name in os.listdir(path):
            own(os.path.join(path, name), user)
for line in os.environ["MCPCTL_PLAN"].split("\n"):
    step, *words = line.split(" ")
    if step == "copy":
        if os.path.exists(words[0]):
            shutil.copytree(words[0], words[1], symlinks=True, dirs_exist_ok=True)
    elif step == "folder":
        os.makedirs(words[0], exist_ok=True)
    elif step == "file":
        os.makedirs(os.path.dirname(words[2]), exist_ok=True)
        if os.path.lexists(words[2]):
            os.remove(words[2])
        with open(words[2], "w", encoding="utf-8", newline="") as file:
            os.chmod(words[2], 0o600)
            file.write(os.environ[words[0]])
        os.chmod(words[2], int(words[1], 8))
    elif step == "own":
        own(words[1], int(words[0]))
